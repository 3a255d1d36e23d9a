import { open, readFile, stat } from 'node:fs/promises'
import { modelFilesOf, readZip, type SourceFile } from '@atrium/semantic'
import { RefusedFile, type ModelsJob, type UploadedModels } from './ingest.ts'

/** Bytes of one model file, and of all that an archive unpacks to: a large dbt manifest, and far from what a server could not hold. */
const most = { fileBytes: 64 * 1024 * 1024, bytes: 128 * 1024 * 1024 }
const single = /\.(ya?ml|json|lkml|lookml)$/i

/**
 * The model files of a ZIP archive, or of a single file. Throws `RefusedFile` for what is neither, for archives that are
 * damaged, encrypted, too large or reach out of their folder, and where nothing could be a model.
 */
export async function readUploadedModels({ file, fileName }: Pick<ModelsJob, 'file' | 'fileName'>): Promise<UploadedModels> {
  const isArchive = await beginsAsZip(file)
  if (!isArchive && !single.test(fileName)) {
    throw new RefusedFile('models_unknown_file', `${fileName} is neither a ZIP archive nor a model file. ${lookedFor}`)
  }
  const files = withoutCommonFolder(isArchive ? unpacked(await readFile(file)) : [await textFile(file, fileName)])
  const models = modelFilesOf(files)
  if (models.length === 0) {
    const seen = files.slice(0, 5).map((one) => one.path)
    const held = seen.length === 0 ? 'nothing that could be one' : `${seen.join(', ')}${files.length > seen.length ? ' …' : ''}`
    throw new RefusedFile('models_none', `There are no models in ${fileName}: it holds ${held}. ${lookedFor}`)
  }
  const kept = new Set(models)
  // Once more: what was left out may have lain beside the one folder that all models are in.
  return { isArchive, files: withoutCommonFolder(models), others: files.flatMap((one) => (kept.has(one) ? [] : [one.path])) }
}

const lookedFor =
  'Looked for: dbt and Lightdash YAML (models:) in the model folders of a dbt project or anywhere without one, a dbt manifest.json, MetricFlow (semantic_models:), Cube (cubes:, views:), LookML (.lkml), data models of Hashboard (hbVersion:), models of Hex (base_sql_table:, base_sql_query:), and Open Semantic Interchange (semantic_model:, datasets:).'

/** The first bytes of an archive with files, of an empty one, and of one in parts. */
async function beginsAsZip(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return bytesRead === 4 && ['504b0304', '504b0506', '504b0708'].includes(buffer.toString('hex'))
  } finally {
    await handle.close()
  }
}

function unpacked(bytes: Uint8Array): SourceFile[] {
  const { files, problems } = readZip(bytes, most)
  const [problem] = problems
  if (problem !== undefined) throw new RefusedFile(`models_${problem.code.replace('.', '_')}`, `${problem.message} ${problem.hint}`)
  return files
}

async function textFile(file: string, fileName: string): Promise<SourceFile> {
  if ((await stat(file)).size > most.fileBytes) throw new RefusedFile('models_too_large', `${fileName} is larger than 64 MB. Send it as a ZIP archive.`)
  const bytes = await readFile(file)
  const text = bytes.toString('utf8')
  if (!Buffer.from(text, 'utf8').equals(bytes)) throw new RefusedFile('models_not_text', `${fileName} is not text in UTF-8. Save it as UTF-8.`)
  // Browsers number what is downloaded twice: "manifest (1).json".
  const isManifest = /\.json$/i.test(fileName) && text.includes('"dbt_schema_version"') && text.includes('"nodes"')
  return { path: isManifest ? 'manifest.json' : fileName.replace(/^.*[\\/]/, ''), text: text.replace(/^\uFEFF/, '') }
}

/** The same files, without the folders that all of them lie in. */
function withoutCommonFolder(files: readonly SourceFile[]): SourceFile[] {
  const [first = { path: '' }] = files
  let common = first.path.slice(0, first.path.lastIndexOf('/') + 1)
  while (common !== '' && !files.every(({ path }) => path.startsWith(common))) common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1)
  return files.map(({ path, text }) => ({ path: path.slice(common.length), text }))
}
