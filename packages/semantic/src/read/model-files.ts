import type { SourceFile } from '../types/explore.ts'
import { isCatalogFile } from './read-catalog.ts'
import { isProjectFile, projectLayout } from './project-layout.ts'
import { isWrittenAs } from './written-as.ts'

/**
 * The files of a folder that models are read from, those that say where models lie (dbt_project.yml), and those that go
 * with models: column types, and the parameters and intervals of lightdash.config.yml. Models written as a program are
 * among them: their reader says why they are left out.
 */
export function modelFilesOf(files: readonly SourceFile[]): SourceFile[] {
  const { manifests, config, schemaFiles, otherFiles, lookmlFiles, cubeCode } = projectLayout(files)
  const foreign = otherFiles.filter(isWrittenAs('cube', 'osi', 'hashboard', 'hex'))
  const read = new Set([...manifests.map(({ file }) => file), ...schemaFiles, ...foreign, ...lookmlFiles, ...cubeCode])
  // With nothing to describe, what goes with models is none.
  return files.filter((file) => read.has(file) || isProjectFile(file.path) || (read.size > 0 && (file === config || isCatalogFile(file))))
}
