import type { InputDefinition } from '@atrium/documents'
import { Group, Slider, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { NumberField } from '../../../components/number-field.tsx'

type Props = {
  label: string
  input: Extract<InputDefinition, { type: 'slider' }>
  value: number
  disabled: boolean
  onChange: (value: number) => void
}

/** A number between two others, dragged, moved by keys or typed. While it is dragged it has its own value; else that which counts. */
export function SliderControl({ label, input: { min, max, step = stepOf(min, max) }, value, disabled, onChange }: Props) {
  const [dragged, setDragged] = useState<number | null>(null)
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" fw={500} truncate aria-hidden>
          {label}
        </Text>
        <NumberField
          label={label}
          value={value}
          w={110}
          disabled={disabled}
          min={min}
          max={max}
          step={step}
          onCommit={(typed) => typed !== '' && onChange(typed)}
        />
      </Group>
      <Slider
        thumbLabel={label}
        value={dragged ?? value}
        disabled={disabled}
        min={min}
        max={max}
        step={step}
        onChange={setDragged}
        onChangeEnd={(given) => {
          setDragged(null)
          onChange(given)
        }}
      />
    </Stack>
  )
}

/** Steps of a slider without some of its own: whole numbers, and finer ones over a short way. */
const stepOf = (min: number, max: number): number => (max - min > 10 ? 1 : 10 ** (Math.floor(Math.log10(Math.max(max - min, 1e-9))) - 1))
