import type { NotebookEdit } from '../edit/notebook-edit.ts'
import type { AppElement, AppTab, NotebookDocument } from '../notebook-document.ts'
import { elementsOfTab, orderedAppTabs } from './elements-of-tab.ts'

type App = NotebookDocument['app']

/** The edit that adds a tab. What an app without tabs shows is on its first one from then on. */
export const addAppTab = (app: App, tab: Omit<AppTab, 'order'>): NotebookEdit => {
  const tabs = orderedAppTabs(app)
  const moved = tabs.length > 0 ? [] : app.elements.map((element) => moveToAppTab(element, tab.uuid))
  return { type: 'all', edits: [{ type: 'set-tabs', tabs: [...tabs, { ...tab, order: tabs.length }] }, ...moved] }
}

export const renameAppTab = (app: App, uuid: string, name: string): NotebookEdit => ({
  type: 'set-tabs',
  tabs: orderedAppTabs(app).map((tab) => (tab.uuid === uuid ? { ...tab, name } : tab)),
})

/** The edit that puts tabs into this order. What stands on the first because it names none stays with it. */
export function orderAppTabs(app: App, uuids: readonly string[]): NotebookEdit {
  const tabs = orderedAppTabs(app)
  const [first] = tabs
  const loose = first === undefined ? [] : elementsOfTab(app, first.uuid).filter(({ tabUuid }) => tabUuid !== first.uuid)
  const placed = uuids.flatMap((uuid) => tabs.filter((tab) => tab.uuid === uuid))
  return { type: 'all', edits: [...loose.map((element) => moveToAppTab(element, first?.uuid ?? null)), { type: 'set-tabs', tabs: placed }] }
}

/** The edit that takes a tab away with what stands on it; of the last tab everything stays. */
export function removeAppTab(app: App, uuid: string): NotebookEdit {
  const tabs = orderedAppTabs(app)
  const on = elementsOfTab(app, uuid)
  const left = tabs.filter((tab) => tab.uuid !== uuid)
  const kept: NotebookEdit[] =
    left.length === 0 ? on.map((element) => moveToAppTab(element, null)) : [{ type: 'remove-elements', uuids: on.map((one) => one.uuid) }]
  return { type: 'all', edits: [...kept, { type: 'set-tabs', tabs: left }] }
}

/** The edit that puts a cell of the app on another tab; null: on none. */
export function moveToAppTab({ tabUuid: _, ...element }: AppElement, tabUuid: string | null): NotebookEdit {
  return { type: 'set-element', element: tabUuid === null ? element : { ...element, tabUuid } }
}
