/** What an archive may hold at most. */
export type ZipLimits = {
  /** Bytes of the archive itself. */
  archiveBytes: number
  /** Entries, folders and files that are not read included. */
  entries: number
  /** Bytes of all files that are read, unpacked. */
  bytes: number
  /** Bytes of one file, unpacked. */
  fileBytes: number
  /** Unpacked bytes for each packed one, over the whole archive; small archives are not measured. */
  ratio: number
  /** Folders one inside the other. */
  depth: number
}

/** Enough for a large dbt project with its manifest; far from what would stop a server. */
export const defaultZipLimits: ZipLimits = {
  archiveBytes: 64 * 1024 * 1024,
  entries: 20_000,
  bytes: 256 * 1024 * 1024,
  fileBytes: 128 * 1024 * 1024,
  ratio: 200,
  depth: 30,
}

/** Why an archive is refused; `entry` is the file at fault, when one is. */
export class ZipRefusal extends Error {
  readonly code: string
  readonly entry: string | undefined
  readonly hint: string
  constructor(code: string, message: string, hint: string, entry?: string) {
    super(message)
    this.name = 'ZipRefusal'
    this.code = code
    this.hint = hint
    this.entry = entry
  }
}
