/** Words of the login page. */
import type { Words } from './words.ts';

export const login = {
  'login.title': { zh: '登录', en: 'Log in' },
  'login.how': {
    zh: '请输入管理员发给你的令牌（以 yz_ 开头），或本单位身份平台签发的访问令牌。令牌只用来换取本次会话，不保存在浏览器里。',
    en: 'Enter the token that your administrator gave you (it begins with yz_), or an access token of your identity provider. It is exchanged for a session and not kept in the browser.',
  },
  'login.token': { zh: '令牌', en: 'Token' },
  'login.enter': { zh: '登录', en: 'Log in' },
  'login.wrong': {
    zh: '令牌无效：可能输错、已过期或已撤销。请核对，或向管理员另要一个。',
    en: 'This token is not valid: mistyped, expired or revoked. Check it, or ask for a new one.',
  },
  'login.too_many': { zh: '尝试次数过多，请一分钟后再试。', en: 'Too many tries. Wait a minute.' },
  'login.in': { zh: '你已登录', en: 'You are logged in' },
  'login.role': { zh: '角色', en: 'Role' },
  'login.district': { zh: '区县', en: 'District' },
  'login.subject': { zh: '凭证', en: 'Credential' },
  'login.go': { zh: '进入平台', en: 'Go on' },
  'login.out': { zh: '退出登录', en: 'Log out' },
  'login.gone': { zh: '已退出登录。', en: 'You are logged out.' },
  'login.public': { zh: '无需登录：', en: 'Without logging in: ' },

  'role.public': { zh: '公众', en: 'Public' },
  'role.enterprise': { zh: '企业', en: 'Enterprise' },
  'role.officer': { zh: '区县招商人员', en: 'District officer' },
  'role.planner': { zh: '市级规划人员', en: 'City planner' },
  'role.researcher': { zh: '研究人员', en: 'Researcher' },
  'role.leader': { zh: '领导', en: 'Leadership' },
  'role.admin': { zh: '管理员', en: 'Administrator' },
} as const satisfies Words;
