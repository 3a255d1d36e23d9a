import { Modal, NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inviteMember, roles, type MadeInvitation, type Role } from '../../api/members.ts'
import { DialogForm } from '../../components/dialog-form.tsx'

const dayMs = 86_400_000
const lifetimes = [1, 3, 7, 30] as const

type Props = { /** Whom, when that is known. */ email?: string; role?: Role; onMade: (invitation: MadeInvitation) => Promise<void>; onClose: () => void }

/** Asks whom to invite, as what, and for how long the link works. */
export function InviteDialog({ email: givenEmail = '', role: givenRole = 'viewer', onMade, onClose }: Props) {
  const { t } = useTranslation()
  const [email, setEmail] = useState(givenEmail)
  const [role, setRole] = useState<Role>(givenRole)
  const [days, setDays] = useState<number>(7)
  const [wasTried, setTried] = useState(false)
  const isAddress = /^\S+@\S+\.\S+$/.test(email.trim())
  const invite = async (): Promise<void> => {
    setTried(true)
    if (!isAddress) return
    await onMade(await inviteMember({ email: email.trim(), role, expiresAt: new Date(Date.now() + days * dayMs).toISOString() }))
  }
  return (
    <Modal opened onClose={onClose} title={t('members.invite')}>
      <DialogForm submit={t('members.inviteSend')} onSubmit={invite} failed={t('members.inviteFailed')} noValidate onClose={onClose}>
        <Text size="sm" c="dimmed">
          {t('members.inviteText')}
        </Text>
        <TextInput
          label={t('members.email')}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={wasTried && !isAddress ? t('members.emailWrong') : undefined}
          required
        />
        <NativeSelect
          label={t('members.role')}
          value={role}
          onChange={(event) => setRole(roles.find((each) => each === event.currentTarget.value) ?? 'viewer')}
          data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
        />
        <NativeSelect
          label={t('members.expires')}
          value={String(days)}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
          data={lifetimes.map((value) => ({ value: String(value), label: t('members.days', { count: value }) }))}
        />
      </DialogForm>
    </Modal>
  )
}
