import { type Zippable, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { compileFiles, exploreNamed, lines } from '../../../golden/compile-models.ts'
import { cubeShop } from '../../../golden/formats/cube-shop.ts'
import { legacyShop } from '../../../golden/formats/metricflow-shop.ts'
import { compileProject } from '../../compile/compile-project.ts'
import { duckdb } from '../../dialects/duckdb.ts'
import { readZip } from './read-zip.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const zip = (files: Record<string, string>): Uint8Array => zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, bytesOf(text)])))
const model = 'models:\n  - name: orders\n    columns: [{name: id}]\n'

/** Offset of the first directory entry, as the end record says. */
const directoryOf = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 6, true)

function patched(bytes: Uint8Array, change: (view: DataView, directory: number) => void): Uint8Array {
  const copy = bytes.slice()
  change(new DataView(copy.buffer), directoryOf(copy))
  return copy
}

const refusal = (bytes: Uint8Array, limits?: Parameters<typeof readZip>[1]): string => {
  const { files, problems } = readZip(bytes, limits)
  expect(files).toEqual([])
  expect(problems).toHaveLength(1)
  expect(problems[0]?.hint).not.toBe('')
  return `${problems[0]?.code}: ${problems[0]?.message}`
}

describe('an archive of models', () => {
  it('gives its model files, whatever else it holds', () => {
    const files = { ...legacyShop, ...cubeShop, 'README.md': '# no', 'picture.png': 'x', '__MACOSX/a.yml': 'x', '.git/config.yml': 'x', 'folder/': '' }
    const read = readZip(zip(files))
    expect(read.problems).toEqual([])
    expect(read.files.map(({ path }) => path)).toEqual([...Object.keys(legacyShop), ...Object.keys(cubeShop)].toSorted())
    const names = compileProject({ files: readZip(zip(legacyShop)).files, dialect: duckdb }).explores.map(({ name }) => name)
    expect(names.toSorted()).toEqual(['customers', 'orders', 'regions'])
  })

  it('may be stored without compression and have a comment', () => {
    expect(readZip(zipSync({ 'a.yml': bytesOf(model) }, { level: 0, comment: 'made by hand' })).files).toEqual([{ path: 'a.yml', text: model }])
  })

  it('loses a mark of byte order', () => {
    expect(readZip(zip({ 'a.yml': `\uFEFF${model}` })).files[0]?.text).toBe(model)
  })

  it('with a YAML file whose aliases multiply is read, and that file is said', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) =>
        `a${level}: &a${level} [${Array(10)
          .fill(level === 0 ? 'x' : `*a${level - 1}`)
          .join(', ')}]`,
    )
    const { files } = readZip(zip({ 'bomb.yml': `${levels.join('\n')}\nmodels: []\n`, 'good.yml': model }))
    const project = compileFiles(Object.fromEntries(files.map(({ path, text }) => [path, text])))
    expect(lines(project)[0]).toMatch(/^bomb\.yml:\d+ error yaml\.aliases$/)
    exploreNamed(project, 'orders')
  })
})

describe('an archive is refused', () => {
  it.each([
    ['../evil.yml', 'zip.bad_path: ../evil.yml leads out of the archive.'],
    ['a/../../evil.yml', 'zip.bad_path: a/../../evil.yml leads out of the archive.'],
    ['/etc/evil.yml', 'zip.bad_path: /etc/evil.yml has an absolute path.'],
    ['C:/evil.yml', 'zip.bad_path: C:/evil.yml has an absolute path.'],
    ['a\\..\\evil.yml', 'zip.bad_path: a\\..\\evil.yml has a backslash in its name.'],
    ['a//evil.yml', 'zip.bad_path: a//evil.yml has an empty part in its path.'],
    ['./evil.yml', 'zip.bad_path: ./evil.yml has an empty part in its path.'],
    ['evil\n.yml', 'zip.bad_path: evil?.yml is not a file name.'],
    [`${'a/'.repeat(40)}evil.yml`, `zip.bad_path: ${'a/'.repeat(40)}evil.yml lies too deep.`],
  ])('for the path %j', (path, expected) => expect(refusal(zip({ 'good.yml': model, [path]: 'x' }))).toBe(expected))

  it('for a path of what would not even be read', () => {
    expect(refusal(zip({ 'good.yml': model, '../picture.png': 'x' }))).toContain('leads out of the archive')
  })

  it.each([
    ['a link', 0o120777, 'zip.link: a.yml is a link.'],
    ['a device', 0o020666, 'zip.special_file: a.yml is neither a file nor a folder.'],
  ])('for %s', (_, mode, expected) => {
    const files: Zippable = { 'a.yml': [bytesOf('/etc/passwd'), { os: 3, attrs: mode * 65_536 }] }
    expect(refusal(zipSync(files))).toBe(expected)
  })

  it('for an encrypted file', () => {
    expect(refusal(patched(zip({ 'a.yml': model }), (view, at) => view.setUint16(at + 8, 1, true)))).toBe('zip.encrypted: a.yml is encrypted.')
  })

  it('for an unusual way of packing', () => {
    expect(refusal(patched(zip({ 'a.yml': model }), (view, at) => view.setUint16(at + 10, 14, true)))).toContain('zip.method')
  })

  it('for a file that is there twice', () => {
    const bytes = zip({ 'a.yml': model, 'b.yml': model })
    const second = bytes.slice()
    // Both names of the second file, in its own header and in the directory.
    for (let at = 0; at < second.length - 4; at += 1) if (second[at] === 98 && second[at + 1] === 46 && second[at + 2] === 121) second[at] = 97
    expect(refusal(second)).toBe('zip.duplicate: The archive holds a.yml twice.')
  })

  it('for a file with two names', () => {
    expect(refusal(patched(zip({ 'a.yml': model }), (view) => view.setUint8(30, 98)))).toBe('zip.damaged: a.yml has two names.')
  })

  it('for files that share their bytes', () => {
    const bytes = patched(zip({ 'a.yml': model, 'a.yml2.yml': model }), () => undefined)
    const view = new DataView(bytes.buffer)
    const first = directoryOf(bytes)
    const second = first + 46 + view.getUint16(first + 28, true)
    view.setUint32(first + 20, view.getUint32(second + 42, true) + 60, true)
    expect(refusal(bytes)).toContain('shares its bytes with another file')
  })

  it('for bytes that are not what the directory says', () => {
    expect(refusal(patched(zip({ 'a.yml': model }), (view, at) => view.setUint32(at + 16, 1, true)))).toBe('zip.damaged: a.yml is damaged.')
    expect(refusal(patched(zip({ 'a.yml': model }), (view, at) => view.setUint32(at + 24, 5, true)))).toBe('zip.damaged: a.yml is damaged.')
    expect(refusal(patched(zip({ 'a.yml': model }), (view, at) => view.setUint32(at + 24, 5000, true)))).toBe('zip.damaged: a.yml is damaged.')
  })

  it('for what it would unpack to', () => {
    const large = zip({ 'a.yml': 'x'.repeat(9 * 1024 * 1024) })
    expect(refusal(large)).toBe('zip.ratio: The archive unpacks to more than 200 times its size.')
    expect(refusal(large, { ratio: 1e6, bytes: 1024 * 1024 })).toBe('zip.too_large: The archive unpacks to 9 MiB; at most 1 MiB are read.')
    expect(refusal(large, { ratio: 1e6, fileBytes: 1024 })).toBe('zip.too_large: a.yml is too large when it is unpacked.')
    expect(readZip(large, { ratio: 1e6 }).files).toHaveLength(1)
  })

  it('for its size and the number of its entries', () => {
    expect(refusal(zip({ 'a.yml': model }), { archiveBytes: 10 })).toContain('zip.too_large')
    expect(refusal(zip({ 'a.yml': model, 'b.yml': model }), { entries: 1 })).toBe('zip.too_many: The archive has 2 entries; at most 1 are read.')
  })

  it('for a file that is not text', () => {
    expect(refusal(zipSync({ 'a.yml': Uint8Array.of(0xff, 0xfe, 0x00) }))).toBe('zip.not_text: a.yml is not text in UTF-8.')
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['text', bytesOf('models:\n'.repeat(50))],
    ['half of one', zip({ 'a.yml': model }).slice(0, 60)],
  ])('that is %s', (_, bytes) => expect(refusal(bytes)).toBe('zip.not_a_zip: This is not a ZIP archive.'))

  it('or read, wherever a byte of it is wrong', () => {
    const bytes = zip({ 'a.yml': model })
    for (let at = 0; at < bytes.length; at += 1) {
      const wrong = bytes.slice()
      wrong[at] = (wrong[at] ?? 0) ^ 0xff
      const { files, problems } = readZip(wrong)
      expect(files.length + problems.length, `byte ${at}`).toBe(1)
    }
  })
})
