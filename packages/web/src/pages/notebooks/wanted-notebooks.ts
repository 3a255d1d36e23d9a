import type { App } from '../../api/apps.ts'

export const notebookOrders = ['name', 'changed', 'published'] as const

type Wish = { search: string; /** Empty: any. */ status: App['status'] | ''; order: (typeof notebookOrders)[number] }

/** Those of some notebooks that somebody looks for, in the order that they want: what was changed or published last comes first. */
export function wantedNotebooks(apps: readonly App[], { search, status, order }: Wish): App[] {
  const words = search.trim().toLowerCase()
  const found = apps.filter(
    (app) => (status === '' || app.status === status) && `${app.name} ${app.description ?? ''} ${app.space.name}`.toLowerCase().includes(words),
  )
  if (order === 'name') return found
  const at = (app: App): string => (order === 'published' ? app.published?.at : changedAt(app)) ?? ''
  return found.toSorted((a, b) => at(b).localeCompare(at(a)))
}

/** When a notebook was changed last, be it in a draft; of an app that somebody may not change when it was published. */
export const changedAt = ({ unpublished, newest, published }: App): string | undefined => unpublished?.savedAt ?? newest?.at ?? published?.at
