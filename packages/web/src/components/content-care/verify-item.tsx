import { Menu } from '@mantine/core'
import { IconRosetteDiscountCheck, IconRosetteDiscountCheckOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { unverifyContent, verifyContent, type Verification } from '../../api/content-care.ts'
import { toastDone, toastFailed } from '../toast.ts'

type Props = {
  uuid: string
  verification: Verification | null | undefined
  /** Shows it as it is now. */
  onChanged: () => Promise<unknown>
}

/** The item of a menu that vouches for a chart or dashboard, or takes that back. */
export function VerifyItem({ uuid, verification, onChanged }: Props) {
  const { t } = useTranslation()
  const isVerified = verification !== null && verification !== undefined
  const toggle = async (): Promise<void> => {
    try {
      await (isVerified ? unverifyContent(uuid) : verifyContent(uuid))
      toastDone(t(isVerified ? 'verified.undone' : 'verified.done'))
      await onChanged()
    } catch (error) {
      toastFailed(t('verified.failed'), error)
    }
  }
  return (
    <Menu.Item leftSection={isVerified ? <IconRosetteDiscountCheckOff size={15} /> : <IconRosetteDiscountCheck size={15} />} onClick={() => void toggle()}>
      {t(isVerified ? 'verified.unverify' : 'verified.verify')}
    </Menu.Item>
  )
}
