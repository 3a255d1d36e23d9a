import { compileProject, type CompiledProject, type SourceFile, type WarehouseCatalog } from '@atrium/semantic'
import { dialectOf } from '../../warehouses/dialect-of.ts'
import type { Project } from '../projects/types.ts'

/** A text that stands for a file, saved or not. */
export type Draft = { path: string; text: string }

/** The project as it would be with drafts in place of their files; nothing is saved. */
export function compileDraft(project: Project, files: readonly SourceFile[], catalog: WarehouseCatalog, ...drafts: readonly Draft[]): CompiledProject {
  const paths = new Set(drafts.map(({ path }) => path))
  const drafted = drafts.length === 0 ? files : [...files.filter(({ path }) => !paths.has(path)), ...drafts].toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return compileProject({ files: drafted, catalog, dialect: dialectOf(project), startOfWeek: project.startOfWeek, fiscalYearStart: project.fiscalYearStart })
}
