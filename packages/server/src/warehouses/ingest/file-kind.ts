import { RefusedFile, type FileKind } from './ingest.ts'

/** What a file is, by what is in it; its name may say anything. Throws `RefusedFile` for what is no table. */
export function fileKind(head: Buffer): FileKind {
  if (head.length === 0) throw new RefusedFile('file_empty', 'The file is empty. Choose a file with a header line and rows.')
  const begins = (...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte)
  if (head.toString('latin1', 0, 4) === 'PAR1') return 'parquet'
  if (begins(0x50, 0x4b, 0x03, 0x04)) {
    // The names of the parts stand in clear text; only a workbook has these.
    if (/\[Content_Types\]\.xml|xl\//.test(head.toString('latin1'))) return 'xlsx'
    throw new RefusedFile('file_kind', 'This is a zip archive. Unpack it and choose the table inside.')
  }
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) throw new RefusedFile('file_kind', 'This is a workbook of an old kind (.xls). Save it as .xlsx or as CSV.')
  if (begins(0x1f, 0x8b)) throw new RefusedFile('file_kind', 'This file is compressed. Unpack it and choose the table inside.')
  if (begins(0x25, 0x50, 0x44, 0x46)) throw new RefusedFile('file_kind', 'This is a PDF, not a table. Choose a CSV, JSON, Parquet or XLSX file.')
  const isWide = begins(0xff, 0xfe) || begins(0xfe, 0xff)
  const zeros = head.filter((byte) => byte === 0).length
  if (!isWide && zeros > 0 && zeros <= head.length / 4) {
    throw new RefusedFile('file_kind', 'This file is no table that can be read here. Choose a CSV, JSON, Parquet or XLSX file.')
  }
  return /^(\uFEFF|ï»¿)?\s*(\{|\[\s*[{\]])/.test(head.toString('latin1', 0, 4096)) ? 'json' : 'csv'
}
