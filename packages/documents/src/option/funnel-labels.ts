/** Where the label of a step stands, and how wide it may be before it breaks, in CSS pixels. */
export type FunnelLabel = { position: 'inside' | 'left' | 'right'; text: string; width: number }

/** What a label says: its name, and its share and value. */
export type LabelText = { name: string; values: string }

type Funnel = {
  labels: readonly LabelText[]
  /** Of the steps, in the same order. */
  values: readonly number[]
  position: FunnelLabel['position']
  /** Of the widest step, in CSS pixels. */
  width: number
  /** Room on either side of the widest step. */
  margin: { left: number; right: number }
}

/** A step of nothing still has this share of the widest one. */
export const narrowest = 0.02
/** Around a text in a step, and from a step to the text beside it with its line. */
const padding = 12
export const lineLength = 20
const besideStep = lineLength + 14
/** Most steps that are high enough for two lines. */
const mostWithTwoLines = 8

/**
 * Labels that can be read: in their step where they fit, on one line or two, and beside it where they do not. What
 * fits nowhere breaks where there is most room.
 */
export function funnelLabels({ labels, values, position, width, margin }: Funnel): FunnelLabel[] {
  const middles = middleWidths(values, width)
  const side = position === 'left' ? 'left' : 'right'
  return labels.map((label, place) => {
    const inside = (middles[place] ?? 0) - padding
    const beside = (width - (middles[place] ?? 0)) / 2 + margin[side] - besideStep
    if (position === 'inside') {
      const fitting = [oneLine(label), ...(labels.length <= mostWithTwoLines ? [twoLines(label)] : [])].find((text) => textWidth(text) <= inside)
      if (fitting !== undefined) return { position, text: fitting, width: inside }
      if (inside >= beside) return { position, text: twoLines(label), width: inside }
    }
    return { position: side, text: textWidth(oneLine(label)) <= beside ? oneLine(label) : twoLines(label), width: beside }
  })
}

/** Room beside the widest step for labels that all stand there: what they need, and no more than half the chart. */
export const roomBeside = (labels: readonly LabelText[], width: number): number =>
  Math.min(width / 2, besideStep + Math.max(0, ...labels.map((label) => textWidth(twoLines(label)))))

/** How wide each step is halfway down: each narrows to the next one, the last to the narrowest. */
function middleWidths(values: readonly number[], width: number): number[] {
  const [least, most] = [Math.min(0, ...values), Math.max(...values)]
  const widthOf = (value: number): number => width * (narrowest + (1 - narrowest) * (most === least ? 0.5 : (value - least) / (most - least)))
  const sorted = [...values.keys()].toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0))
  const middles = new Map(
    sorted.map((step, place) => {
      const next = sorted[place + 1]
      return [step, (widthOf(values[step] ?? 0) + widthOf(next === undefined ? least : (values[next] ?? 0))) / 2]
    }),
  )
  return values.map((_, step) => middles.get(step) ?? 0)
}

const oneLine = ({ name, values }: LabelText): string => [name, values].filter((text) => text !== '').join('  ')
const twoLines = ({ name, values }: LabelText): string => [name, values].filter((text) => text !== '').join('\n')

/** Width of the longest line at 12 pixels, rather too much than too little: nothing is drawn yet that could be measured. */
const textWidth = (text: string): number => Math.max(...text.split('\n').map(lineWidth))

function lineWidth(line: string): number {
  let width = 0
  for (const letter of line) width += letter >= '\u2e80' ? 12 : /[A-Z@%mw]/.test(letter) ? 9 : 6.5
  return width
}
