import { expect, it } from 'vitest'
import { formatOfFile } from './format-of-file.ts'

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
