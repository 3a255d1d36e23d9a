import { gunzipSync } from 'node:zlib'
import { safePath } from '@atrium/semantic'
import { RefusedFile } from './ingest.ts'

export type TarLimits = { /** Bytes of everything, unpacked. */ bytes: number; entries: number; /** Folders one inside the other. */ depth: number }
export type TarEntry = { path: string; bytes: Uint8Array }

const block = 512
const refuse = (reason: string, message: string): RefusedFile => new RefusedFile(`content_${reason}`, message)
const damaged = (): RefusedFile => refuse('damaged', 'The archive is damaged. Make the export again.')

/**
 * The files of a gzipped tar archive. All or nothing: an archive that is damaged, too large, or holds links, devices,
 * absolute paths or paths that lead out of it is refused. Throws `RefusedFile` and, for paths, `ZipRefusal`.
 */
export function readTarGz(packed: Uint8Array, limits: TarLimits): TarEntry[] {
  return readTar(unpacked(packed, limits), limits)
}

function unpacked(packed: Uint8Array, { bytes }: TarLimits): Uint8Array {
  try {
    return gunzipSync(packed, { maxOutputLength: bytes })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw refuse('too_large', `The archive unpacks to more than ${Math.floor(bytes / 1024 / 1024)} MB. Export fewer things at a time.`)
    }
    throw damaged()
  }
}

function readTar(bytes: Uint8Array, limits: TarLimits): TarEntry[] {
  const entries: TarEntry[] = []
  let at = 0
  let count = 0
  /** A name that the entry before this one said, for names that do not fit into a header. */
  let longName: Uint8Array | null = null
  while (at + block <= bytes.length) {
    const header = bytes.subarray(at, at + block)
    if (header.every((byte) => byte === 0)) break
    if (!hasGoodSum(header)) throw damaged()
    const size = octal(header.subarray(124, 136))
    const type = String.fromCharCode(header[156] ?? 0)
    const data = bytes.subarray(at + block, at + block + size)
    if (data.length !== size) throw damaged()
    at += block + Math.ceil(size / block) * block
    count += 1
    if (count > limits.entries) throw refuse('too_many', `The archive has more than ${limits.entries} entries. Export fewer things at a time.`)
    if (type === 'g') continue
    if (type === 'L') {
      longName = textBytes(data)
      continue
    }
    if (type === 'x') {
      longName = paxPath(data) ?? longName
      continue
    }
    const path = safePath(longName ?? headerName(header), limits.depth)
    longName = null
    if (type === '5') continue
    if (type !== '0' && type !== '\0') throw refuse('special_file', `${path} is a link or no plain file. Pack the folder again without it.`)
    entries.push({ path: path.replace(/^\.\//, ''), bytes: data })
  }
  return entries
}

/** The sum of all bytes of a header, with its own field as blanks. */
function hasGoodSum(header: Uint8Array): boolean {
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0)
  return sum === octal(header.subarray(148, 156))
}

/** A number in octal digits; larger ones, which some programs write in binary, are of no export. */
function octal(field: Uint8Array): number {
  const text = new TextDecoder().decode(field).replaceAll('\0', ' ').trim()
  if (!/^[0-7]*$/.test(text)) throw damaged()
  return text === '' ? 0 : Number.parseInt(text, 8)
}

const textBytes = (field: Uint8Array): Uint8Array => {
  const end = field.indexOf(0)
  return end === -1 ? field : field.subarray(0, end)
}

function headerName(header: Uint8Array): Uint8Array {
  const name = textBytes(header.subarray(0, 100))
  const isUstar = new TextDecoder().decode(header.subarray(257, 262)) === 'ustar'
  const prefix = isUstar ? textBytes(header.subarray(345, 500)) : new Uint8Array()
  const whole = prefix.length === 0 ? Buffer.from(name) : Buffer.concat([prefix, Buffer.from('/'), name])
  // "./" before every name is how many pack a folder.
  return whole.subarray(0, 2).toString() === './' && whole.length > 2 ? whole.subarray(2) : whole.toString() === './' ? Buffer.from('folder/') : whole
}

/** The name in an extended header: lines of `length key=value`. */
function paxPath(data: Uint8Array): Uint8Array | null {
  const text = Buffer.from(data).toString('utf8')
  const found = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text)
  return found === null ? null : Buffer.from((found[1] ?? '').replace(/^\.\//, ''))
}
