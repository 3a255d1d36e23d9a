import { Checkbox, NativeSelect, NumberInput, PasswordInput, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { sslModes, type NewConnection } from '../../api/connections.ts'

/** A connection of which nothing is known yet. */
export const blankConnection: NewConnection = {
  type: 'postgres',
  host: '',
  port: 5432,
  user: '',
  dbname: '',
  schema: 'public',
  sslmode: 'require',
  requireUserCredentials: false,
  password: '',
}

type Props = {
  draft: NewConnection
  onChange: (draft: NewConnection) => void
  /** True: an empty password leaves the one that is kept. */
  keepsPassword?: boolean
  isPasswordNeeded?: boolean
}

/** The fields of a PostgreSQL connection. */
export function ConnectionFields({ draft, onChange, keepsPassword = false, isPasswordNeeded = false }: Props) {
  const { t } = useTranslation()
  const set = (part: Partial<NewConnection>): void => onChange({ ...draft, ...part })
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label={t('connection.host')} value={draft.host} required onChange={(event) => set({ host: event.currentTarget.value })} />
        <NumberInput
          label={t('connection.port')}
          value={draft.port}
          min={1}
          max={65_535}
          allowDecimal={false}
          required
          onChange={(port) => set({ port: Number(port) })}
        />
        <TextInput label={t('connection.user')} value={draft.user} required autoComplete="off" onChange={(event) => set({ user: event.currentTarget.value })} />
        <PasswordInput
          label={t('connection.password')}
          description={keepsPassword ? t('connection.passwordKept') : undefined}
          inputWrapperOrder={['label', 'input', 'description']}
          value={draft.password}
          required={isPasswordNeeded}
          autoComplete="new-password"
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
        <TextInput label={t('connection.dbname')} value={draft.dbname} required onChange={(event) => set({ dbname: event.currentTarget.value })} />
        <TextInput label={t('connection.schema')} value={draft.schema} required onChange={(event) => set({ schema: event.currentTarget.value })} />
        <NativeSelect
          label={t('connection.encryption')}
          value={draft.sslmode}
          data={sslModes.map((value) => ({ value, label: t(`connection.sslModes.${value}`) }))}
          onChange={(event) => set({ sslmode: sslModes.find((mode) => mode === event.currentTarget.value) ?? 'require' })}
        />
      </SimpleGrid>
      <Checkbox
        label={t('connection.requireUserCredentials')}
        description={t('connection.requireUserCredentialsHint')}
        checked={draft.requireUserCredentials}
        onChange={(event) => set({ requireUserCredentials: event.currentTarget.checked })}
      />
    </>
  )
}
