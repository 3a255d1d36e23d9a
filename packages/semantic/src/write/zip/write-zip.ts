import { zipSync } from 'fflate'

/** Files as one ZIP archive, which `readZip` reads. Packed quickly rather than small: it is for the way to a server. */
export function writeZip(files: readonly { path: string; bytes: Uint8Array }[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])), { level: 1 })
}
