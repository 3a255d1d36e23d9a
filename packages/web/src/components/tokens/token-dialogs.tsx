import { useTranslation } from 'react-i18next'
import type { NewToken, OwnerKind, Token, TokenWish } from '../../api/tokens.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { HashboardKey } from './hashboard-key.tsx'
import { NewTokenDialog } from './new-token-dialog.tsx'
import { RotateDialog, type Rotation } from './rotate-dialog.tsx'
import { ShownOnceDialog } from './shown-once-dialog.tsx'

/** What is done with tokens; null: nothing. */
export type OpenTokenDialog = { dialog: 'new' } | { dialog: 'shown'; token: NewToken } | { dialog: 'rotate' | 'revoke'; token: Token } | null

type Props = {
  owner: OwnerKind
  open: OpenTokenDialog
  onOpen: (open: OpenTokenDialog) => void
  create: (wish: TokenWish) => Promise<NewToken>
  rotate: (token: Token, rotation: Rotation) => Promise<NewToken>
  revoke: (token: Token) => Promise<unknown>
  /** Reads the list anew, which is another one now. */
  refresh: () => Promise<void>
}

/** The life of tokens, whoever owns them: made, shown once, renewed, revoked. */
export function TokenDialogs({ owner, open, onOpen, create, rotate, revoke, refresh }: Props) {
  const { t } = useTranslation()
  const onClose = (): void => onOpen(null)
  const onMade = async (token: NewToken): Promise<void> => {
    onOpen({ dialog: 'shown', token })
    await refresh()
  }
  switch (open?.dialog) {
    case undefined:
      return null
    case 'new':
      return <NewTokenDialog owner={owner} create={create} onMade={onMade} onClose={onClose} />
    case 'shown':
      return (
        <ShownOnceDialog token={open.token} onClose={onClose}>
          <HashboardKey token={open.token} />
        </ShownOnceDialog>
      )
    case 'rotate':
      return <RotateDialog token={open.token} owner={owner} rotate={(rotation) => rotate(open.token, rotation)} onMade={onMade} onClose={onClose} />
    case 'revoke':
      return (
        <ConfirmDialog
          title={t('profile.revokeTitle', { name: open.token.description })}
          text={t('profile.revokeText')}
          confirm={t('profile.revoke')}
          failed={t('profile.revokeFailed')}
          onConfirm={async () => {
            await revoke(open.token)
            await refresh()
            onClose()
          }}
          onClose={onClose}
        />
      )
  }
}
