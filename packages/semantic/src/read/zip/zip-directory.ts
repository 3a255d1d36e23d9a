import { safePath } from './safe-path.ts'
import { type ZipLimits, ZipRefusal } from './zip-limits.ts'

/** One file of an archive, as its directory lists it. `start` and `end` enclose the packed bytes. */
export type ZipEntry = { path: string; method: 'stored' | 'deflated'; start: number; end: number; size: number; crc: number }

const damaged = (message: string, entry?: string): ZipRefusal => new ZipRefusal('zip.damaged', message, 'Pack the folder again.', entry)

/**
 * The files of an archive. The whole archive is refused for an entry that is not a plain file or folder of its own inside
 * of it. Throws `ZipRefusal`.
 */
export function zipDirectory(bytes: Uint8Array, limits: ZipLimits): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || size === 0xffffffff || at === 0xffffffff) {
    throw new ZipRefusal('zip.too_large', 'The archive is of the large kind (ZIP64).', 'Pack the model files alone.')
  }
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) throw damaged('The archive is a part of several.')
  if (count > limits.entries)
    throw new ZipRefusal('zip.too_many', `The archive has ${count} entries; at most ${limits.entries} are read.`, 'Pack the model files alone.')
  const paths = new Set<string>()
  const entries: ZipEntry[] = []
  for (let place = 0; place < count; place += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw damaged('The directory of the archive is damaged.')
    const nameLength = view.getUint16(at + 28, true)
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) throw damaged('The directory of the archive is damaged.')
    const name = bytes.subarray(at + 46, at + 46 + nameLength)
    const path = safePath(name, limits.depth)
    checkKind(view, at, path)
    if (paths.has(path)) throw new ZipRefusal('zip.duplicate', `The archive holds ${path} twice.`, 'Pack the folder again, each file once.', path)
    paths.add(path)
    if (!path.endsWith('/')) entries.push(entryAt({ view, bytes, at, end }, path, name))
    at = next
  }
  checkOverlap(entries)
  return entries
}

/** The end record stands at the end, behind it at most a comment. */
function endOfDirectory(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at
  }
  throw new ZipRefusal('zip.not_a_zip', 'This is not a ZIP archive.', 'Send the folder of models as a .zip file.')
}

const kindOf = (attributes: number): number => (attributes >>> 16) & 0xf000
const links = 0xa000
const files = [0, 0x8000, 0x4000]

function checkKind(view: DataView, at: number, path: string): void {
  const flags = view.getUint16(at + 8, true)
  if ((flags & 1) !== 0) throw new ZipRefusal('zip.encrypted', `${path} is encrypted.`, 'Pack the folder without a password.', path)
  // The upper half is the file mode where the archive was made on Unix; elsewhere these bits are empty.
  const kind = view.getUint8(at + 5) === 3 || view.getUint8(at + 5) === 19 ? kindOf(view.getUint32(at + 38, true)) : 0
  if (kind === links) throw new ZipRefusal('zip.link', `${path} is a link.`, 'Pack the file it leads to.', path)
  if (!files.includes(kind)) throw new ZipRefusal('zip.special_file', `${path} is neither a file nor a folder.`, 'Leave it out.', path)
}

type Archive = { view: DataView; bytes: Uint8Array; at: number; end: number }

function entryAt({ view, bytes, at, end }: Archive, path: string, name: Uint8Array): ZipEntry {
  const method = view.getUint16(at + 10, true)
  if (method !== 0 && method !== 8)
    throw new ZipRefusal('zip.method', `${path} is packed in a way that is not read.`, 'Pack with the usual method (deflate).', path)
  const packed = view.getUint32(at + 20, true)
  const local = view.getUint32(at + 42, true)
  if (local + 30 > end || view.getUint32(local, true) !== 0x04034b50) throw damaged(`${path} is not where the directory says.`, path)
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const localName = bytes.subarray(local + 30, local + 30 + view.getUint16(local + 26, true))
  // Programs disagree about which of two names counts; a file must have one.
  if (localName.length !== name.length || localName.some((byte, place) => byte !== name[place])) throw damaged(`${path} has two names.`, path)
  if (start + packed > end) throw damaged(`${path} reaches over the end of the archive.`, path)
  return {
    path,
    method: method === 0 ? 'stored' : 'deflated',
    start,
    end: start + packed,
    size: view.getUint32(at + 24, true),
    crc: view.getUint32(at + 16, true),
  }
}

/** Files that share their bytes are how a small archive unpacks to a large one. */
function checkOverlap(entries: readonly ZipEntry[]): void {
  let last = 0
  for (const { path, start, end } of entries.toSorted((a, b) => a.start - b.start)) {
    if (start < last) throw damaged(`${path} shares its bytes with another file.`, path)
    last = end
  }
}
