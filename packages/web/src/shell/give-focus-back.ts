/**
 * Gives the focus back to where it was before a dialog, once the dialog is gone and nobody else took it: dialogs are made when they are
 * wanted and taken away whole, with what has the focus in them. Answers what ends that.
 */
export function giveFocusBack(): () => void {
  const before = new WeakMap<Element, HTMLElement>()
  let last: { element: HTMLElement; dialog: Element | null } | null = null
  const onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return
    const dialog = target.closest('[role="dialog"][aria-modal="true"]')
    if (dialog !== null && last !== null && last.dialog !== dialog && !before.has(dialog)) before.set(dialog, lastingOf(last.element))
    last = { element: target, dialog }
  }
  const onChange = (): void => {
    if (last?.dialog == null || last.dialog.isConnected) return
    const back = before.get(last.dialog)
    last = null
    if (document.activeElement === document.body && back?.isConnected === true) back.focus({ preventScroll: true })
  }
  const observer = new MutationObserver(onChange)
  document.addEventListener('focusin', onFocus)
  observer.observe(document.body, { childList: true, subtree: true })
  return () => {
    document.removeEventListener('focusin', onFocus)
    observer.disconnect()
  }
}

/** What stays of what had the focus: of an item of a menu, which goes with it, what opened the menu. */
function lastingOf(element: HTMLElement): HTMLElement {
  const opener = element.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  return (opener == null ? null : document.getElementById(opener)) ?? element
}
