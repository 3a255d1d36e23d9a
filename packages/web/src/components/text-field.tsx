import { TextInput, type TextInputProps } from '@mantine/core'
import { useEffect, useState } from 'react'

type Props = {
  label: string
  value: string
  /** Called when the text is finished: on Enter or on leaving. */
  onCommit: (value: string) => void
} & Pick<TextInputProps, 'placeholder' | 'description' | 'size' | 'disabled' | 'w' | 'classNames'> & { showLabel?: boolean }

/** A text that is told once it is finished, not with every letter. */
export function TextField({ label, value, onCommit, showLabel = true, size = 'xs', ...rest }: Props) {
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  const commit = (): void => {
    if (draft !== value) onCommit(draft)
  }
  return (
    <TextInput
      {...rest}
      size={size}
      {...(showLabel ? { label } : { 'aria-label': label })}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) commit()
      }}
    />
  )
}
