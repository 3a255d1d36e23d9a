/** Another page begins at its top, or where it was left; a page that is looked at in another way stays where it is. */
export function keepsPlace(): (shown: { location: { pathname: string } }) => boolean {
  let before = ''
  return ({ location: { pathname } }) => {
    const isOther = pathname !== before
    before = pathname
    return isOther
  }
}
