import { createHash } from 'node:crypto'
import { isExploreError, withFormerNames, type AnyExplore, type FormerName } from '@atrium/semantic'
import type { ProjectModel } from './types.ts'

/** A name that took the place of another in content, and in which explore; null: in all of them. */
export type FieldRename = FormerName & { explore: string | null }

/**
 * The model that serves, with its fields under their names of before too: what was saved elsewhere under such a name (addresses,
 * programs, files) still answers, and says what it is called now. `renames` in the order in which they were done.
 */
export function withNamesOfBefore(model: ProjectModel | null, renames: readonly FieldRename[]): ProjectModel | null {
  if (model === null || renames.length === 0) return model
  const named = (explore: AnyExplore): AnyExplore =>
    isExploreError(explore)
      ? explore
      : withFormerNames(explore, followed(renames.filter((rename) => rename.explore === null || rename.explore === explore.name)))
  const explores = new Map([...model.explores].map(([name, explore]) => [name, named(explore)]))
  const revision = createHash('sha256')
    .update(JSON.stringify([model.revision, renames.map(({ from, to, explore }) => [from, to, explore])]))
    .digest('hex')
  return { ...model, explores, revision }
}

/** Each name of before with the last one that it came to. */
function followed(renames: readonly FieldRename[]): FormerName[] {
  const last = new Map<string, string>()
  for (const { from, to } of renames) {
    // What came to the old name comes to the new one from now on; what is taken back into use is no name of before.
    for (const [former, name] of last) if (name === from) last.set(former, to)
    last.set(from, to)
    last.delete(to)
  }
  return [...last].map(([from, to]) => ({ from, to }))
}
