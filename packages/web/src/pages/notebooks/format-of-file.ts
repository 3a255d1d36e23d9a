import type { NotebookFormat } from '../../api/apps.ts'

/** Which kind of notebook a file holds, by its name: `.ipynb` of Jupyter, `.hex.yaml` of Hex, any other one of ours. */
export function formatOfFile(name: string): NotebookFormat {
  if (/\.ipynb$/i.test(name)) return 'ipynb'
  return /\.hex\.ya?ml$/i.test(name) ? 'hex' : 'yaml'
}
