import { compileProject, type CompiledProject, type SourceFile, type WarehouseCatalog } from '@atrium/semantic'
import { dialectOf } from '../../warehouses/dialect-of.ts'
import type { Project } from '../projects/types.ts'

/** A text that stands for a file, saved or not. */
export type Draft = { path: string; text: string }

/** The project as it would be with a draft in place of its file; nothing is saved. */
export function compileDraft(project: Project, files: readonly SourceFile[], catalog: WarehouseCatalog, draft: Draft | null): CompiledProject {
  const drafted = draft === null ? files : [...files.filter(({ path }) => path !== draft.path), draft].toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return compileProject({ files: drafted, catalog, dialect: dialectOf(project), startOfWeek: project.startOfWeek, fiscalYearStart: project.fiscalYearStart })
}
