import { Modal, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createShareLink } from '../../../api/share-links.ts'
import { copyText } from '../../../components/copy-text.ts'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { toastDone } from '../../../components/toast.ts'
import { endAfter } from '../../../components/tokens/lifetimes.ts'

const lifetimes = [1, 7, 30, 90, 365]

/** Makes a short link that ends by itself, and copies it. */
export function ShortLinkDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [days, setDays] = useState(30)
  const copy = async (): Promise<void> => {
    const { pathname, search, origin } = window.location
    const { nanoid } = await createShareLink(pathname, search, endAfter(days))
    if (await copyText(`${origin}${pathname}?s=${nanoid}`)) toastDone(t('share.copied'))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('share.endingTitle')}>
      <DialogForm submit={t('share.copy')} onSubmit={copy} failed={t('share.makeFailed')} onClose={onClose}>
        <NativeSelect
          label={t('share.endsAfter')}
          description={t('share.endsAfterHint')}
          value={String(days)}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
          data={lifetimes.map((count) => ({ value: String(count), label: t('share.days', { count }) }))}
        />
      </DialogForm>
    </Modal>
  )
}
