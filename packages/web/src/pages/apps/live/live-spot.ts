import type { LiveSpot } from '../../../api/live.ts'

/** Pixels of an element that have to be in view for it to be the first. */
const seenPixels = 24

const elementsIn = (frame: HTMLElement | null): HTMLElement[] => [...(frame?.querySelectorAll<HTMLElement>('[data-element]') ?? [])]

/** The elements that are shown, from the top. */
const inOrder = (frame: HTMLElement | null): { element: HTMLElement; box: DOMRect }[] =>
  elementsIn(frame)
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.height > 0)
    .toSorted((one, other) => one.box.top - other.box.top || one.box.left - other.box.left)

/** `auto` is none. */
const pixels = (length: string): number => Number.parseFloat(length) || 0

/** The element of an app that is first in view, and the one that has the focus. */
export function spotIn(frame: HTMLElement | null): LiveSpot {
  // What stays in its place above the page covers as much as the page and its elements keep away from the top.
  const kept = pixels(getComputedStyle(document.documentElement).scrollPaddingTop)
  const first = inOrder(frame).find(({ element, box }) => box.bottom - kept - pixels(getComputedStyle(element).scrollMarginTop) > seenPixels)
  const focused = elementsIn(frame).find((element) => element.contains(document.activeElement))
  return { element: first?.element.dataset['element'] ?? null, focus: focused?.dataset['element'] ?? null }
}

/** Brings an element to the top, under reduced motion at once. With the first one comes what stands above all. */
export function showElement(frame: HTMLElement | null, uuid: string): void {
  const elements = inOrder(frame)
  const place = elements.findIndex(({ element }) => element.dataset['element'] === uuid)
  const shown = place === 0 ? frame : elements[place]?.element
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  shown?.scrollIntoView({ block: 'start', behavior: isStill ? 'instant' : 'smooth' })
}
