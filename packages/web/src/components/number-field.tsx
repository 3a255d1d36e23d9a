import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useEffect, useState } from 'react'

type Props = {
  label: string
  value: number | ''
  /** Called when the number is finished: on Enter, on leaving, on a step. */
  onCommit: (value: number | '') => void
} & Pick<NumberInputProps, 'min' | 'max' | 'step' | 'w' | 'placeholder' | 'allowDecimal' | 'size' | 'disabled' | 'classNames'> & { showLabel?: boolean }

/** A number that is told once it is finished, not with every digit. */
export function NumberField({ label, value, onCommit, showLabel = false, size = 'xs', ...rest }: Props) {
  const [draft, setDraft] = useState<number | string>(value)
  useEffect(() => setDraft(value), [value])
  const commit = (): void => {
    const number = draft === '' ? '' : Number(draft)
    if (number !== '' && !Number.isFinite(number)) return setDraft(value)
    if (number !== value) onCommit(number)
  }
  return (
    <NumberInput
      {...rest}
      size={size}
      {...(showLabel ? { label } : { 'aria-label': label })}
      value={draft}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) commit()
      }}
    />
  )
}
