import type { CellOf, NotebookDocument } from '@atrium/documents'
import { isUuid } from '../../../platform/ids.ts'
import { listPublications } from '../publication-store.ts'
import { versionOf } from '../version-of.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import { deepestComponents } from './limits.ts'

type Component = CellOf<'component'>

/**
 * Of each cell that takes results of a component which versions it would be made of now, with those of components inside of it: another text
 * once one of them is published anew. Empty for a notebook without components.
 */
export async function componentVersions(ctx: ExecutionCtx, document: NotebookDocument): Promise<Map<string, string>> {
  const known = new Map<string, Promise<string>>()
  const found = new Map<string, string>()
  for (const cell of componentsOf(document)) {
    const key = `${cell.componentId} ${cell.version}`
    const versions = known.get(key) ?? versionsFrom(ctx, cell)
    known.set(key, versions)
    found.set(cell.id, await versions)
  }
  return found
}

async function versionsFrom(ctx: ExecutionCtx, cell: Component): Promise<string> {
  const versions = new Set<string>()
  let level: readonly Component[] = [cell]
  for (let depth = 0; depth < deepestComponents && level.length > 0; depth++) {
    const named = level.filter(({ componentId }) => isUuid(componentId))
    const published = await listPublications(ctx.db, [...new Set(named.map(({ componentId }) => componentId))])
    const next: Component[] = []
    for (const { componentId, version } of named) {
      const revision = version ?? published.get(componentId)?.revision
      const one = `${componentId} ${revision}`
      if (revision === undefined || versions.has(one)) continue
      versions.add(one)
      const found = await versionOf(ctx, componentId, revision)
      if (found !== null) next.push(...componentsOf(found.document))
    }
    level = next
  }
  return [...versions].toSorted().join(', ')
}

const componentsOf = ({ cells }: NotebookDocument): Component[] => cells.filter((cell) => cell.kind === 'component')
