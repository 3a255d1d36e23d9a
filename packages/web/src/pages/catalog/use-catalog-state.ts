import { useLocation } from '@tanstack/react-router'
import type { CatalogKind } from '../../api/catalog.ts'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'

export const catalogKinds: readonly CatalogKind[] = ['metrics', 'dimensions', 'tables']

/** What the address says: which kind is listed, what is looked for, and in which category. */
export type CatalogState = { kind: CatalogKind; search: string; category: string | null }

/** The state in the address, and a way to change it. Typing leaves no steps in the browser's history. */
export function useCatalogState(projectUuid: string): [CatalogState, (change: Partial<CatalogState>, options?: { replace: boolean }) => void] {
  const go = useGo()
  const given = new URLSearchParams(useLocation({ select: (location) => location.searchStr }))
  const state: CatalogState = {
    kind: catalogKinds.find((kind) => kind === given.get('kind')) ?? 'metrics',
    search: given.get('q') ?? '',
    category: given.get('category'),
  }
  return [
    state,
    (change, options) => {
      const { kind, search, category } = { ...state, ...change }
      go(paths.catalog(projectUuid, { kind: kind === 'metrics' ? undefined : kind, q: search, category: category ?? undefined }), options)
    },
  ]
}
