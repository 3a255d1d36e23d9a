import { TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { value: string; disabled?: boolean; onChange: (value: string) => void }

/** Why something is published. Takes the focus when it appears, which is after the dialog has: what is published is loaded first. */
export function PublishMessage({ value, disabled = false, onChange }: Props) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <TextInput
      ref={field}
      label={t('publish.message')}
      description={t('publish.messageHint')}
      maxLength={1000}
      value={value}
      readOnly={disabled}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-autofocus
    />
  )
}
