import { cellName } from '@atrium/documents'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** What others read the cell by: changed in all that reads it, when the field is left. */
export function NameField({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState({ of: name, value: name })
  if (text.of !== name) setText({ of: name, value: name })
  const isGood = cellName.safeParse(text.value).success
  return (
    <TextInput
      size="xs"
      label={t('content.name')}
      value={text.value}
      error={isGood ? undefined : t('notebooks.nameRule')}
      onChange={({ currentTarget: { value } }) => setText({ of: name, value })}
      onBlur={() => isGood && text.value !== name && onRename(text.value)}
    />
  )
}
