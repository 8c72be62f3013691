/** Parcels, funds and instruments, institutes and laboratories, activities. */
import { Activity, Fund, Institute, Parcel } from '../../data/schema/library.ts';
import type { Library } from './declare.ts';
import { fieldsOf } from './from-record.ts';

const place = { headers: ['区县', '所在区县'] };

export const parcels: Library = {
  id: 'parcels',
  title: '地块',
  record: Parcel,
  fields: fieldsOf(Parcel, ['district_id'], {
    parcel_id: { headers: ['地块号', '宗地编号', '编号'], required: true },
    place,
    park: { headers: ['所在园区'] },
    area_mu: { headers: ['地块面积', '用地面积'] },
    land_use: { headers: ['土地用途', '规划用途'] },
    supply: { headers: ['状态'] },
    floor_price: { headers: ['起始价', '出让起始价', '基准地价'] },
    intensity_floor: { headers: ['投资强度', '投资强度下限'] },
    tax_floor: { headers: ['亩均税收', '亩均税收下限'] },
    standard_land: { headers: ['是否标准地'] },
    redline: { headers: ['是否涉及生态红线'] },
    basic_farmland: { headers: ['是否涉及基本农田'] },
  }),
  derived: { district_id: "district_of('重庆', place, coalesce(park, place), available_on)" },
  rejects: [],
};

export const funds: Library = {
  id: 'funds',
  title: '基金与金融工具',
  record: Fund,
  fields: fieldsOf(Fund, ['district_id'], {
    fund_id: { headers: ['基金编号', '工具编号'], required: true },
    name: { headers: ['基金名称', '产品名称', '工具名称'], required: true },
    place,
    size: { headers: ['基金规模', '规模'] },
    available: { headers: ['可投资金', '剩余额度'] },
    chains: { headers: ['投向', '投向领域'] },
    ends_on: { headers: ['存续期至'], clean: 'deadline' },
  }),
  derived: { district_id: "district_of('重庆', place, place, set_up_on)" },
  moneyDay: 'set_up_on',
  rejects: [],
};

export const institutes: Library = {
  id: 'institutes',
  title: '科研机构',
  record: Institute,
  fields: fieldsOf(Institute, ['district_id'], {
    institute_id: { headers: ['机构编号', '平台编号'], required: true },
    name: { headers: ['平台名称', '名称'], required: true },
    host: { headers: ['依托单位名称'] },
    place,
    fields: { headers: ['研究方向', '领域'] },
    open_access: { headers: ['开放共享'] },
  }),
  derived: { district_id: "district_of('重庆', place, coalesce(host, place), set_up_on)" },
  rejects: [],
};

export const activities: Library = {
  id: 'activities',
  title: '招商活动',
  record: Activity,
  fields: fieldsOf(Activity, ['district_id', 'province'], {
    activity_id: { headers: ['编号', '展会编号'], required: true },
    name: { headers: ['展会名称', '名称'], required: true },
    host_district: { headers: ['承办区县', '区县', '所在区县'] },
    place: { headers: ['地点', '举办地点'] },
    starts_on: { headers: ['举办日期', '活动日期', '开始时间'] },
    ends_on: { headers: ['结束时间'], clean: 'deadline' },
    guests: { headers: ['到会企业'] },
    signed: { headers: ['签约总额'] },
  }),
  derived: {
    district_id: "district_of('重庆', host_district, host_district, starts_on)",
    province: 'province_of(place, place, null)',
  },
  moneyDay: 'starts_on',
  rejects: [],
};
