import type { Finding } from '../problems/finding.ts'
import { placesIn } from '../problems/place.ts'
import type { SourceFile } from '../types/explore.ts'
import { childOf, scalarText } from './node.ts'
import { parseYaml } from './parse-yaml.ts'
import { isWrittenAs } from './written-as.ts'

/** A manifest and the folder whose models it holds: `` or ending with `/`. */
export type FoundManifest = { file: SourceFile; root: string }

/** Which files of a folder describe models. Where there is a manifest its YAML files are not read: it holds them already. */
export type ProjectLayout = {
  manifests: FoundManifest[]
  /** Settings of the whole project. */
  config: SourceFile | undefined
  schemaFiles: SourceFile[]
  /** YAML and JSON that dbt does not read; other forms may stand in them. */
  otherFiles: SourceFile[]
  lookmlFiles: SourceFile[]
  /** Models written as a program. */
  cubeCode: SourceFile[]
  findings: Finding[]
}

/** Files that dbt and its surroundings keep beside the models. */
const notModels = /(^|\/)(dbt_project|packages|dependencies|package-lock|profiles|selectors|lightdash\.config|docker-compose|pnpm-lock|mkdocs)\.ya?ml$/i
const configFile = /(^|\/)lightdash\.config\.ya?ml$/i
const yaml = /\.ya?ml$/i
const ignoredFolder = /(^|\/)(target|dbt_packages|dbt_modules|node_modules|\.[^/]+)\//

/**
 * Sorts the files of dbt projects, of manifests alone, or of a plain folder, each of which may hold other forms too. A
 * project that lies in a subfolder rules that folder alone.
 */
export function projectLayout(files: readonly SourceFile[]): ProjectLayout {
  const dbt = dbtLayout(files)
  const schemaFiles = new Set(dbt.schemaFiles)
  const rest = files.filter((file) => !schemaFiles.has(file) && !ignoredFolder.test(file.path))
  const isTemplate = ({ path, text }: SourceFile): boolean => yaml.test(path) && /^(?:cubes|views)[ \t]*:/m.test(text) && /\{\{|\{%/.test(text)
  return {
    ...dbt,
    config: files.filter(({ path }) => configFile.test(path) && !ignoredFolder.test(path)).toSorted((a, b) => depth(a) - depth(b))[0],
    schemaFiles: dbt.schemaFiles.filter((file) => !isTemplate(file)),
    otherFiles: rest
      .filter(({ path }) => (yaml.test(path) || /\.json$/i.test(path)) && !notModels.test(path) && !/(^|\/)(manifest|catalog)\.json$/.test(path))
      .filter((file) => !isTemplate(file)),
    lookmlFiles: rest.filter(({ path }) => /\.(lkml|lookml)$/i.test(path)),
    cubeCode: files.filter(
      (file) => !ignoredFolder.test(file.path) && (isTemplate(file) || (/\.(js|ts|py|jinja)$/i.test(file.path) && isCubeCode.test(file.text))),
    ),
  }
}

const isCubeCode = /^\s*(?:cube|view)\s*\(\s*['"`]|^(?:cubes|views)[ \t]*:|^\s*from\s+cube\s+import\b/m

type DbtLayout = Pick<ProjectLayout, 'manifests' | 'schemaFiles' | 'findings'>

function dbtLayout(files: readonly SourceFile[]): DbtLayout {
  const projects = files.filter(({ path }) => isProjectFile(path)).toSorted((a, b) => depth(a) - depth(b))
  // A project inside of another one is its package or its test bed: what it describes is not ours to explore.
  const outermost = projects.filter(({ path }) => !projects.some((other) => other.path !== path && path.startsWith(folderOf(other.path))))
  const ruled = outermost.map((project) => projectFiles(project, files))
  const roots = ruled.map(({ root }) => root)
  const alone = manifestsAlone(files, roots)
  const outside = files.filter((file) => isSchemaFile(file) && !liesIn(file, [...roots, ...alone.map(({ root }) => root)]))
  // Beside a dbt project lies much that is YAML and no model: only what says that it holds models counts.
  const read = new Set([...ruled.flatMap(({ schemaFiles }) => schemaFiles), ...(roots.length === 0 ? outside : outside.filter(isWrittenAs('dbt')))])
  return {
    manifests: [...ruled.flatMap(({ manifest, root }) => (manifest === undefined ? [] : [{ file: manifest, root }])), ...alone],
    schemaFiles: files.filter((file) => read.has(file)),
    findings: ruled.flatMap(({ findings }) => findings),
  }
}

/** True for the file that makes a folder a dbt project. */
export const isProjectFile = (path: string): boolean => /(^|\/)dbt_project\.ya?ml$/i.test(path) && !ignoredFolder.test(path)
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
const liesIn = ({ path }: SourceFile, roots: readonly string[]): boolean => roots.some((root) => path.startsWith(root))

/** The files of one dbt project. */
function projectFiles(project: SourceFile, files: readonly SourceFile[]) {
  const root = folderOf(project.path)
  const settings = projectSettings(project)
  const manifest = [`${root}${settings.target}/manifest.json`, `${root}manifest.json`]
    .map((path) => files.find((file) => file.path === path))
    .find((file) => file !== undefined)
  const folders = settings.models.map((folder) => `${root}${folder}/`)
  const schemaFiles = manifest === undefined ? files.filter((file) => isSchemaFile(file) && liesIn(file, folders)) : []
  return { root, manifest, schemaFiles, findings: settings.findings }
}

/** Manifests whose projects are not here: that of the folder itself, and those in `target` of its subfolders. */
function manifestsAlone(files: readonly SourceFile[], projects: readonly string[]): FoundManifest[] {
  const own = files.find(({ path }) => path === 'manifest.json') ?? files.find(({ path }) => path === 'target/manifest.json')
  if (own !== undefined && projects.length === 0) return [{ file: own, root: '' }]
  return files.flatMap((file) => {
    const [, root] = /^(.+\/)target\/manifest\.json$/.exec(file.path) ?? []
    return root === undefined || ignoredFolder.test(root) || liesIn(file, projects) ? [] : [{ file, root }]
  })
}

const depth = ({ path }: SourceFile): number => path.split('/').length

function isSchemaFile({ path }: SourceFile): boolean {
  return yaml.test(path) && !notModels.test(path) && !ignoredFolder.test(path)
}

function projectSettings(file: SourceFile): { models: string[]; target: string; findings: Finding[] } {
  const { root, findings } = parseYaml(file.text, placesIn(file.path, file.text))
  const map = root?.kind === 'map' ? root : undefined
  const paths = childOf(map, 'model-paths') ?? childOf(map, 'source-paths')
  const named = paths?.kind === 'list' ? paths.items.map(scalarText) : [scalarText(paths)]
  const models = named.filter((path) => path !== undefined).map(trimmedFolder)
  return { models: models.length === 0 ? ['models'] : models, target: trimmedFolder(scalarText(childOf(map, 'target-path')) ?? 'target'), findings }
}

const trimmedFolder = (path: string): string => path.replace(/^\.\//, '').replace(/\/+$/, '')
