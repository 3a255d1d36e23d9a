import type { Finding } from '../problems/finding.ts'
import { placesIn } from '../problems/place.ts'
import type { SourceFile } from '../types/explore.ts'
import { childOf, scalarText } from './node.ts'
import { parseYaml } from './parse-yaml.ts'

/** Which files of a folder describe models. With a manifest the YAML files are not read: it holds them already. */
export type ProjectLayout = {
  manifest: SourceFile | undefined
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
const yaml = /\.ya?ml$/i
const ignoredFolder = /(^|\/)(target|dbt_packages|dbt_modules|node_modules|\.[^/]+)\//

/** Sorts the files of a dbt project, of a manifest alone, or of a plain folder, each of which may hold other forms too. */
export function projectLayout(files: readonly SourceFile[]): ProjectLayout {
  const dbt = dbtLayout(files)
  const schemaFiles = new Set(dbt.schemaFiles)
  const rest = files.filter((file) => !schemaFiles.has(file) && !ignoredFolder.test(file.path))
  const isTemplate = ({ path, text }: SourceFile): boolean => yaml.test(path) && /^(?:cubes|views)[ \t]*:/m.test(text) && /\{\{|\{%/.test(text)
  return {
    ...dbt,
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

type DbtLayout = Pick<ProjectLayout, 'manifest' | 'schemaFiles' | 'findings'>

function dbtLayout(files: readonly SourceFile[]): DbtLayout {
  const project = files.filter(({ path }) => /(^|\/)dbt_project\.ya?ml$/i.test(path) && !ignoredFolder.test(path)).toSorted((a, b) => depth(a) - depth(b))[0]
  if (project === undefined) {
    const manifest = files.find(({ path }) => path === 'manifest.json') ?? files.find(({ path }) => path === 'target/manifest.json')
    return { manifest, schemaFiles: manifest === undefined ? files.filter((file) => isSchemaFile(file)) : [], findings: [] }
  }
  const root = project.path.slice(0, project.path.lastIndexOf('/') + 1)
  const settings = projectSettings(project)
  const manifest = [`${root}${settings.target}/manifest.json`, `${root}manifest.json`]
    .map((path) => files.find((file) => file.path === path))
    .find((file) => file !== undefined)
  const folders = settings.models.map((folder) => `${root}${folder}/`)
  const schemaFiles = manifest === undefined ? files.filter((file) => isSchemaFile(file) && folders.some((folder) => file.path.startsWith(folder))) : []
  return { manifest, schemaFiles, findings: settings.findings }
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
