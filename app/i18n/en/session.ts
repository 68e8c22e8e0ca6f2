import type { session as source } from '../zh-CN/session.ts'

export const session = {
  signInTitle: 'Sign in',
  signIn: 'Sign in',
  loginName: 'User name',
  password: 'Password',
  welcome: 'From the guideline to the evaluation, one line for one case.',
  register: 'New here? Register your enterprise',
  demoTitle: 'Demo accounts',
  demoHint: 'One click fills in the user name and password.',
  again: 'You have been signed out; please sign in again. What was not submitted is still on its page.',
  signedOut: 'You have signed out.',
  ended: 'You may close this window and go on in the page before.',
  passwordTitle: 'Change password',
  currentPassword: 'Current password',
  newPassword: 'New password',
  newPasswordAgain: 'New password again',
  passwordRule: 'At least 10 characters, with two of: letters, digits, signs.',
  changePassword: 'Change password',
  passwordChanged: 'The password is changed; other devices have been signed out.',
  contact: {
    title: 'Telephone and e-mail',
    note: 'Of your own account; change them at any time. Those of an enterprise and of an expert are on pages of their own.',
    phone: 'Telephone',
    phoneHint:
      'A mobile, or a fixed line with its area code. That of supervision is printed on public lists.',
    email: 'E-mail',
    emailHint: 'Notices are sent there; without it they arrive in the system alone.',
    save: 'Save',
    saved: 'Saved.',
  },
  language: { 'zh-CN': '中文', en: 'English' },
} satisfies typeof source
