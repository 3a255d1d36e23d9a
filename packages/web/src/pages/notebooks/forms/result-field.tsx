import { cellName } from '@atrium/documents'
import { Autocomplete } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '../notebook-context.ts'

type Props = { label?: string; value: string; onChange: (name: string) => void; hasFocus?: boolean }

/** The name of a result: one that there is, or will be. */
export function ResultField({ label, value, onChange, hasFocus = false }: Props) {
  const { t } = useTranslation()
  const names = useNames('table')
  const [text, setText] = useState({ of: value, value })
  if (text.of !== value) setText({ of: value, value })
  const isGood = cellName.safeParse(text.value).success
  const commit = (name: string): void => {
    if (name !== value && cellName.safeParse(name).success) onChange(name)
  }
  return (
    <Autocomplete
      size="xs"
      openOnFocus={false}
      label={label ?? t('notebookEditor.ofResult')}
      data={names}
      value={text.value}
      error={isGood ? undefined : t('notebooks.nameRule')}
      onChange={(name) => setText({ of: value, value: name })}
      onOptionSubmit={commit}
      onBlur={() => commit(text.value)}
      {...(hasFocus ? { 'data-autofocus': true } : {})}
    />
  )
}
