import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { roles, type Role } from '../../api/members.ts'
import { createServiceAccount, type ServiceAccount } from '../../api/service-accounts.ts'
import { NameDialog } from '../../components/name-dialog.tsx'

/** Asks for the name and role of a service account, and makes it. */
export function NewAccountDialog({ onMade, onClose }: { onMade: (account: ServiceAccount) => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation()
  const [role, setRole] = useState<Role>('viewer')
  return (
    <NameDialog
      title={t('serviceAccounts.new')}
      submit={t('serviceAccounts.create')}
      failed={t('serviceAccounts.createFailed')}
      onSubmit={async ({ name }) => onMade(await createServiceAccount({ name, role }))}
      onClose={onClose}
    >
      <NativeSelect
        label={t('serviceAccounts.role')}
        value={role}
        data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
        onChange={(event) => setRole(roles.find((each) => each === event.currentTarget.value) ?? 'viewer')}
      />
    </NameDialog>
  )
}
