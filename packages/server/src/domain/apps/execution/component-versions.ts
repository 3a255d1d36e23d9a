import type { CellOf, NotebookDocument } from '@atrium/documents'
import { isUuid } from '../../../platform/ids.ts'
import { listPublications } from '../publication-store.ts'
import { versionOf } from '../version-of.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import { deepestComponents } from './limits.ts'

type Component = CellOf<'component'>
/** What a cell is made of now, with the components in it. */
type Made = { version: string; inside: readonly Component[] }

/**
 * Of each cell that takes results of a component which versions it would be made of now, with those of components inside of it: another text
 * once one of them is published anew. Empty for a notebook without components.
 */
export async function componentVersions(ctx: ExecutionCtx, document: NotebookDocument): Promise<Map<string, string>> {
  const components = componentsOf(document)
  const made = new Map<string, Made>()
  let level = components
  for (let depth = 0; depth < deepestComponents && level.length > 0; depth++) level = await readLevel(ctx, level, made)
  return new Map(components.map((cell) => [cell.id, versionsFrom(cell, made)]))
}

/** Reads what components are made of that is not known yet, all at once, and gives those inside of them. */
async function readLevel(ctx: ExecutionCtx, level: readonly Component[], made: Map<string, Made>): Promise<Component[]> {
  const open = level.filter((cell) => isUuid(cell.componentId) && !made.has(keyOf(cell)))
  const unpinned = open.filter(({ version }) => version === null).map(({ componentId }) => componentId)
  const published = await listPublications(ctx.db, [...new Set(unpinned)])
  const named = [...new Map(open.map((cell) => [keyOf(cell), cell])).entries()]
  const read = await Promise.all(
    named.map(async ([key, { componentId, version }]): Promise<Component[]> => {
      const revision = version ?? published.get(componentId)?.revision
      if (revision === undefined) return []
      const found = await versionOf(ctx, componentId, revision)
      const inside = found === null ? [] : componentsOf(found.document)
      made.set(key, { version: `${componentId} ${revision}`, inside })
      return inside
    }),
  )
  return read.flat()
}

function versionsFrom(cell: Component, made: ReadonlyMap<string, Made>): string {
  const versions = new Set<string>()
  let level: readonly Component[] = [cell]
  for (let depth = 0; depth < deepestComponents; depth++) {
    const next: Component[] = []
    for (const component of level) {
      const one = made.get(keyOf(component))
      if (one === undefined || versions.has(one.version)) continue
      versions.add(one.version)
      next.push(...one.inside)
    }
    level = next
  }
  return [...versions].toSorted().join(', ')
}

const keyOf = ({ componentId, version }: Component): string => `${componentId} ${version}`
const componentsOf = ({ cells }: NotebookDocument): Component[] => cells.filter((cell) => cell.kind === 'component')
