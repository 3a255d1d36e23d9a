import { type Finding, problemOf } from '../../problems/finding.ts'
import type { Problem, SourceFile } from '../../types/explore.ts'
import { utf8 } from './safe-path.ts'
import { unpackEntry } from './unpack-entry.ts'
import { zipDirectory } from './zip-directory.ts'
import { defaultZipLimits, type ZipLimits, ZipRefusal } from './zip-limits.ts'

/** The model files of an archive, or none and the one problem for which it is refused. */
export type ReadZip = { files: SourceFile[]; problems: Problem[] }

/** Files that a reader looks at; anything else in an archive is not unpacked. */
const wanted = /\.(ya?ml|json|lkml|lookml|jinja|js|ts|py)$/i
const left = /(^|\/)(__MACOSX|node_modules|dbt_packages|\.[^/]*)\//

/** Archives below this size are small whatever their ratio is. */
const measuredFrom = 4 * 1024 * 1024

/**
 * The model files of a ZIP archive, sorted by path. All or nothing: an archive that is damaged, too large, or holds
 * links, absolute paths or paths that lead out of it is refused with a reason. Never throws for what is in the bytes.
 */
export function readZip(bytes: Uint8Array, limits: Partial<ZipLimits> = {}): ReadZip {
  const most = { ...defaultZipLimits, ...limits }
  try {
    return { files: filesOf(bytes, most), problems: [] }
  } catch (cause) {
    if (cause instanceof ZipRefusal) return { files: [], problems: [problemOf(findingOf(cause))] }
    // Offsets of a damaged directory can lead anywhere, also out of the bytes.
    if (cause instanceof RangeError)
      return { files: [], problems: [problemOf(findingOf(new ZipRefusal('zip.damaged', 'The archive is damaged.', 'Pack the folder again.')))] }
    throw cause
  }
}

const findingOf = ({ code, message, hint, entry }: ZipRefusal): Finding => ({ code, at: { file: entry ?? '', line: 1, column: 1 }, message, hint })

function filesOf(bytes: Uint8Array, limits: ZipLimits): SourceFile[] {
  const mebibytes = (count: number): string => `${Math.round((count / 1024 / 1024) * 10) / 10} MiB`
  if (bytes.length > limits.archiveBytes) {
    throw new ZipRefusal(
      'zip.too_large',
      `The archive has ${mebibytes(bytes.length)}; at most ${mebibytes(limits.archiveBytes)} are read.`,
      'Pack the model files alone.',
    )
  }
  const entries = zipDirectory(bytes, limits).filter(({ path }) => wanted.test(path) && !left.test(path))
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  if (total > limits.bytes) {
    throw new ZipRefusal(
      'zip.too_large',
      `The archive unpacks to ${mebibytes(total)}; at most ${mebibytes(limits.bytes)} are read.`,
      'Pack the model files alone.',
    )
  }
  const packed = entries.reduce((sum, { start, end }) => sum + end - start, 0)
  if (total > measuredFrom && total > packed * limits.ratio) {
    throw new ZipRefusal('zip.ratio', `The archive unpacks to more than ${limits.ratio} times its size.`, 'Pack the model files alone.')
  }
  return entries
    .map((entry): SourceFile => {
      const text = utf8(unpackEntry(bytes, entry, limits.fileBytes))
      if (text === undefined) throw new ZipRefusal('zip.not_text', `${entry.path} is not text in UTF-8.`, 'Save it as UTF-8, or leave it out.', entry.path)
      return { path: entry.path, text }
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}
