import { Stack, Text, UnstyledButton } from '@mantine/core'
import type { BigNumberModel } from '@atrium/documents'
import { howOf, type ClickHow } from './clicked-value.ts'

type Props = { model: BigNumberModel; height: number | string; /** Makes the number a button. */ onClick?: ((how: ClickHow) => void) | undefined }

/** One value, large, with its label and how it compares to the row before. */
export function BigNumber({ model, height, onClick }: Props) {
  const { value, label, comparison } = model
  const sign = comparison?.direction === 'up' ? '▲' : comparison?.direction === 'down' ? '▼' : '='
  const color =
    comparison === null || comparison.good === null
      ? 'dimmed'
      : comparison.good
        ? 'var(--atrium-calculation)'
        : 'light-dark(var(--mantine-color-red-9), var(--mantine-color-red-5))'
  return (
    <Stack align="center" justify="center" gap={4} style={{ height, minHeight: 120, containerType: 'inline-size' }}>
      {/* As large as the tile is wide: a digit is about 0.6 of its size. */}
      <Text
        className="numbers"
        fw={700}
        style={{ fontSize: `clamp(20px, ${150 / Math.max(5, value.length)}cqi, 64px)`, lineHeight: 1.1, whiteSpace: 'nowrap' }}
      >
        {onClick === undefined ? (
          value
        ) : (
          <UnstyledButton style={{ font: 'inherit', color: 'inherit' }} onClick={(event) => onClick(howOf(event))}>
            {value}
          </UnstyledButton>
        )}
      </Text>
      {label !== '' && (
        <Text c="dimmed" size="sm">
          {label}
        </Text>
      )}
      {comparison !== null && (
        <Text size="sm" c={color} className="numbers">
          {sign} {comparison.text} {comparison.label}
        </Text>
      )}
    </Stack>
  )
}
