import { Stack, Text } from '@mantine/core'
import type { BigNumberModel } from '@atrium/documents'

/** One value, large, with its label and how it compares to the row before. */
export function BigNumber({ model, height }: { model: BigNumberModel; height: number | string }) {
  const { value, label, comparison } = model
  const sign = comparison?.direction === 'up' ? '▲' : comparison?.direction === 'down' ? '▼' : '='
  const color = comparison === null || comparison.good === null ? 'dimmed' : comparison.good ? 'var(--atrium-calculation)' : 'var(--mantine-color-red-7)'
  return (
    <Stack align="center" justify="center" gap={4} style={{ height, minHeight: 120 }}>
      <Text className="numbers" fw={700} style={{ fontSize: 'clamp(32px, 6vw, 64px)', lineHeight: 1.1 }}>
        {value}
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
