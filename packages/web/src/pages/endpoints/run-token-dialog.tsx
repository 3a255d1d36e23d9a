import { Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Endpoint } from '../../api/endpoints.ts'
import { createRunToken } from '../../api/run-tokens.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { givenValue } from './variable-wishes.ts'

type Props = { projectUuid: string; endpoint: Endpoint; onMade: (token: { name: string; token: string }) => void; onClose: () => void }

const day = 86_400
const lifetimes = [3600, day, 7 * day, 30 * day, 90 * day]

/** Asks what a token is for, which sites may use it, which values it holds and how long it lives. Stays open until it worked. */
export function RunTokenDialog({ projectUuid, endpoint, onMade, onClose }: Props) {
  const { t } = useTranslation()
  const variables = endpoint.versions.find(({ number }) => number === endpoint.version)?.query.variables ?? []
  const [name, setName] = useState('')
  const [sites, setSites] = useState('')
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [lifetime, setLifetime] = useState(30 * day)
  const save = async (): Promise<void> => {
    const fixed = variables.flatMap((variable) => {
      const text = values[variable.name] ?? ''
      return text === '' ? [] : [[variable.name, givenValue(variable.type, text)] as const]
    })
    onMade(
      await createRunToken(projectUuid, endpoint.name, {
        name: name.trim(),
        variables: Object.fromEntries(fixed),
        origins: sites.split(/[\s,]+/).filter((site) => site !== ''),
        lifetimeSeconds: lifetime,
      }),
    )
  }
  return (
    <Modal opened onClose={onClose} title={t('runTokens.new')}>
      <DialogForm submit={t('runTokens.create')} disabled={name.trim() === ''} onSubmit={save} failed={t('runTokens.createFailed')} onClose={onClose}>
        <TextInput label={t('runTokens.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={200} required />
        <Textarea
          label={t('runTokens.sites')}
          description={t('runTokens.sitesHint')}
          placeholder="https://app.example.com"
          value={sites}
          onChange={(event) => setSites(event.currentTarget.value)}
          autosize
          minRows={1}
        />
        {variables.map((variable) => (
          <TextInput
            key={variable.id}
            label={t('runTokens.fixed', { name: variable.name })}
            description={t('runTokens.fixedHint')}
            value={values[variable.name] ?? ''}
            onChange={(event) => setValues({ ...values, [variable.name]: event.currentTarget.value })}
          />
        ))}
        <NativeSelect
          label={t('runTokens.lifetime')}
          value={lifetime}
          onChange={(event) => setLifetime(Number(event.currentTarget.value))}
          data={lifetimes.map((seconds) => ({
            value: String(seconds),
            label: seconds < day ? t('runTokens.hours', { count: seconds / 3600 }) : t('runTokens.days', { count: seconds / day }),
          }))}
        />
      </DialogForm>
    </Modal>
  )
}
