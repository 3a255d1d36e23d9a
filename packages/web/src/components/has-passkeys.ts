/** Whether this browser can use passkeys here: they belong to a host name, in a secure context. */
export const hasPasskeys = (): boolean => typeof PublicKeyCredential === 'function' && !/^[\d.]+$|^\[/.test(window.location.hostname)
