import { type CompiledProject, isExploreError, type Problem, type SourceFile, type WarehouseCatalog } from '@atrium/semantic'
import type { Ctx } from '../../access/operation.ts'
import { contentUsing, type UsedContent } from '../content/content-using.ts'
import type { Project } from '../projects/types.ts'
import { compileDraft } from './compile-draft.ts'

export type NamedExplore = { name: string; label: string }

/** What a change of model files takes along. */
export type ModelImpact = UsedContent & {
  /** Explores that work now and would be gone, or broken, afterwards. */
  lost: NamedExplore[]
  /** What would newly be wrong. */
  problems: Problem[]
}

export type FilesChange = { project: Project; catalog: WarehouseCatalog; before: readonly SourceFile[]; after: readonly SourceFile[] }
export type ComparedModels = { before: CompiledProject; after: CompiledProject; impact: ModelImpact }

/** Compiles the models of a project as they are and as they would be, and says what would be lost and who uses it. Writes nothing. */
export async function compareModels(ctx: Ctx, { project, catalog, ...files }: FilesChange): Promise<ComparedModels> {
  const before = compileDraft(project, files.before, catalog)
  const after = compileDraft(project, files.after, catalog)
  return { before, after, impact: await impactOf(ctx, project, before, after) }
}

/** What is lost when a project is no longer compiled as before but as after, and who uses it. */
export async function impactOf(ctx: Ctx, project: Project, before: CompiledProject, after: CompiledProject): Promise<ModelImpact> {
  const working = new Set(after.explores.flatMap((explore) => (isExploreError(explore) ? [] : [explore.name])))
  const lost = before.explores.flatMap((explore) =>
    isExploreError(explore) || working.has(explore.name) ? [] : [{ name: explore.name, label: explore.label }],
  )
  const known = new Set(before.problems.map(sayingOf))
  const used = await contentUsing(ctx, project.id, { explores: lost.map(({ name }) => name), fields: [] })
  return { lost, problems: after.problems.filter((problem) => !known.has(sayingOf(problem))), ...used }
}

/** Lines move when files do; what is wrong stays the same. */
const sayingOf = ({ code, file, message }: Problem): string => JSON.stringify([code, file, message])
