import { expect, it } from 'vitest'
import { formatOfFile, notebookEndings, notebookFormats } from './notebook-format.ts'

it('the name of a file says whose notebook it is', () => {
  expect(['a.ipynb', 'B.IPYNB', 'c.hex.yaml', 'c.hex.yml', 'sales.notebook.yml', 'x.yaml'].map(formatOfFile)).toEqual([
    'ipynb',
    'ipynb',
    'hex',
    'hex',
    'yaml',
    'yaml',
  ])
})

it('files are named so that they are known again', () => {
  expect(notebookFormats.map((format) => formatOfFile(`sales${notebookEndings[format]}`))).toEqual(notebookFormats)
})
