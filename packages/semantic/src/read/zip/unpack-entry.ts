import { Inflate } from 'fflate'
import { crc32 } from './crc32.ts'
import type { ZipEntry } from './zip-directory.ts'
import { ZipRefusal } from './zip-limits.ts'

/** Packed bytes are handed over in such pieces, so that no more than a few MiB can come out at once. */
const piece = 8 * 1024

/** The bytes of a file, at most `most` of them and as many as the directory says. Throws `ZipRefusal`. */
export function unpackEntry(bytes: Uint8Array, entry: ZipEntry, most: number): Uint8Array {
  const packed = bytes.subarray(entry.start, entry.end)
  const { path, size } = entry
  const damaged = new ZipRefusal('zip.damaged', `${path} is damaged.`, 'Pack the folder again.', path)
  if (size > most) throw new ZipRefusal('zip.too_large', `${path} is too large when it is unpacked.`, 'Pack the model files alone.', path)
  const unpacked = entry.method === 'stored' ? packed : inflate(packed, size, damaged)
  if (unpacked.length !== size || crc32(unpacked) !== entry.crc) throw damaged
  return unpacked
}

function inflate(packed: Uint8Array, size: number, damaged: ZipRefusal): Uint8Array {
  const unpacked = new Uint8Array(size)
  let length = 0
  const stream = new Inflate((chunk) => {
    // The directory may say less than there is: what comes out counts.
    if (length + chunk.length > size) throw damaged
    unpacked.set(chunk, length)
    length += chunk.length
  })
  try {
    for (let at = 0; at < packed.length; at += piece) stream.push(packed.subarray(at, at + piece), at + piece >= packed.length)
  } catch {
    throw damaged
  }
  return unpacked.subarray(0, length)
}
