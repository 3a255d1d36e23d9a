import { isRecord } from '../../../is-record.ts'
import { ipynbJson } from './ipynb-json.ts'
import { isWidget, widgetType } from './left-out.ts'

/**
 * The text of a notebook of Jupyter without what is in its outputs, which are most of a file and are never taken: only what they are
 * stays, so `readIpynb` still says what it left out. A text that cannot be read stays as it is.
 */
export function lightIpynb(text: string): string {
  const json = ipynbJson(text)
  if ('problem' in json || !isRecord(json.value) || !Array.isArray(json.value['cells'])) return text
  const { metadata, ...notebook } = json.value
  const cells = json.value['cells'].map((cell: unknown) =>
    isRecord(cell) && Array.isArray(cell['outputs']) ? { ...cell, outputs: cell['outputs'].map(lightOutput) } : cell,
  )
  // The state of controls is written beside them.
  return JSON.stringify({
    ...notebook,
    ...(metadata === undefined ? {} : { metadata: isRecord(metadata) ? { ...metadata, widgets: undefined } : metadata }),
    cells,
  })
}

const lightOutput = (output: unknown): unknown =>
  isRecord(output) ? { output_type: output['output_type'], ...(isWidget(output) ? { data: { [widgetType]: null } } : {}) } : output
