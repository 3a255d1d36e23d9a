import { open, readFile, stat } from 'node:fs/promises'
import { isHashboardModel, readYamlData } from '@atrium/documents'
import { readZip, ZipRefusal, type SourceFile } from '@atrium/semantic'
import { RefusedFile, type ContentJob, type UploadedContent } from './ingest.ts'
import { readTarGz } from './read-tar.ts'

/** Far more than exports of content have: the largest ones are some thousand small files. */
const most = { archiveBytes: 100 * 1024 * 1024, fileBytes: 8 * 1024 * 1024, bytes: 100 * 1024 * 1024, entries: 20_000, depth: 30 }
/** Characters of all files as they go to the server. */
const mostAnswer = 64 * 1024 * 1024
/** JSON is YAML too: some tools write either. */
const isYaml = (path: string): boolean => /\.(ya?ml|json)$/i.test(path)

/**
 * The YAML files of an export: a ZIP archive, a gzipped tar archive, or one file. Throws `RefusedFile` for what is neither,
 * for archives that are damaged, encrypted, too large, or that reach out of their folder. Files that are no YAML are
 * listed with what is wrong.
 */
export async function readUploadedContent({ file, fileName }: Pick<ContentJob, 'file' | 'fileName'>): Promise<UploadedContent> {
  const { size } = await stat(file)
  if (size > most.archiveBytes)
    throw new RefusedFile('content_too_large', `${fileName} has ${Math.ceil(size / 1024 / 1024)} MB; 100 MB are the most. Export fewer things at a time.`)
  const files = withoutCommonFolder((await filesOf(file, fileName)).filter(({ path }) => isYaml(path)))
  if (files.length === 0) throw new RefusedFile('content_none', `There is no file of YAML or JSON in ${fileName}. ${lookedFor}`)
  const answer: UploadedContent = { files: [], broken: [], models: [] }
  let length = 0
  for (const { path, text } of files) {
    const read = readYamlData(path, text)
    if ('problem' in read) answer.broken.push({ path, problem: read.problem })
    else {
      // What aliases stand for is written out here: a small file can be large.
      const isModel = isHashboardModel(read.value)
      length += JSON.stringify(read.value).length + (isModel ? text.length : 0)
      if (length > mostAnswer) throw new RefusedFile('content_too_large', `What ${fileName} says is larger than 64 MB. Export fewer things at a time.`)
      answer.files.push({ path, value: read.value })
      if (isModel) answer.models.push({ path, text })
    }
  }
  return answer
}

const lookedFor =
  'Looked for: the folder or archive of a Metabase serialization export, the ZIP that Superset exports, folders "charts" and "dashboards" of Lightdash content as code, and files of Hashboard data as code.'

async function filesOf(file: string, fileName: string): Promise<SourceFile[]> {
  const start = await firstBytes(file)
  try {
    if (start.startsWith('504b')) return unzipped(await readFile(file))
    if (start.startsWith('1f8b'))
      return readTarGz(await readFile(file), most).flatMap(({ path, bytes }) => (isYaml(path) ? [{ path, text: textOf(path, bytes) }] : []))
  } catch (cause) {
    if (cause instanceof ZipRefusal) throw new RefusedFile(`content_${cause.code.replace(/^zip\./, '')}`, `${cause.message} ${cause.hint}`)
    throw cause
  }
  if (!isYaml(fileName)) throw new RefusedFile('content_unknown_file', `${fileName} is neither an archive nor a file of YAML or JSON. ${lookedFor}`)
  return [{ path: fileName.replace(/^.*[\\/]/, ''), text: textOf(fileName, await readFile(file)) }]
}

async function firstBytes(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead).toString('hex')
  } finally {
    await handle.close()
  }
}

function unzipped(bytes: Uint8Array): SourceFile[] {
  const { files, problems } = readZip(bytes, most)
  const [problem] = problems
  if (problem !== undefined) throw new RefusedFile(`content_${problem.code.replace(/^zip\./, '')}`, `${problem.message} ${problem.hint}`)
  return files
}

function textOf(path: string, bytes: Uint8Array): string {
  if (bytes.length > most.fileBytes) throw new RefusedFile('content_too_large', `${path} is larger than 8 MB.`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new RefusedFile('content_not_text', `${path} is not text in UTF-8. Save it as UTF-8, or leave it out.`)
  }
}

/** The same files, without the folders that all of them lie in. */
function withoutCommonFolder(files: readonly SourceFile[]): SourceFile[] {
  const [first = { path: '' }] = files
  let common = first.path.slice(0, first.path.lastIndexOf('/') + 1)
  while (common !== '' && !files.every(({ path }) => path.startsWith(common))) common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1)
  // These names say what lies in them.
  const kept = /(^|\/)(charts|dashboards)\/$/.exec(common)
  const cut = kept === null ? common.length : kept.index + (kept[1] ?? '').length
  return files.map(({ path, text }) => ({ path: path.slice(cut), text }))
}
