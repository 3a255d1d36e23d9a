type Colour = 'green' | 'red' | 'yellow' | 'dim' | 'bold'

const codes: Readonly<Record<Colour, readonly [number, number]>> = { green: [32, 39], red: [31, 39], yellow: [33, 39], dim: [2, 22], bold: [1, 22] }

/** A text in a colour, where the terminal shows colours. */
export function paint({ color }: { color: boolean }, colour: Colour, text: string): string {
  const [on, off] = codes[colour]
  return color ? `\u001b[${on}m${text}\u001b[${off}m` : text
}
