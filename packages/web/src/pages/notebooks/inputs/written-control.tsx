import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'

type Props = { label: string; value: string; isLong: boolean; disabled: boolean; onCommit: (value: string) => void }

/** A text that is given once it is finished: when the field is left, and with Enter, which in a long one needs Ctrl or ⌘. */
export function WrittenControl({ label, value, isLong, disabled, onCommit }: Props) {
  const [text, setText] = useState({ of: value, value })
  // A value from elsewhere takes the place of what was begun.
  if (text.of !== value) setText({ of: value, value })
  const commit = (): void => {
    if (text.value !== value) onCommit(text.value)
  }
  const shared = { label, value: text.value, disabled, maxLength: 10_000, onBlur: commit }
  const write = (written: string): void => setText({ of: value, value: written })
  if (isLong) {
    return (
      <Textarea
        {...shared}
        autosize
        minRows={2}
        maxRows={10}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) commit()
        }}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      onChange={(event) => write(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
    />
  )
}
