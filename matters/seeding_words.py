"""The words that synthetic matters are put together from (see `seeding_catalog`). Their order is part of what makes a catalog reproducible."""

from matters.enums import Audience, MatterType

SUBJECTS = (
    "养老机构", "民办幼儿园", "营业性演出", "户外广告", "临时占道", "排水接管", "职业培训学校", "劳务派遣", "人力资源服务", "医疗机构",
    "母婴保健技术", "放射诊疗", "生活饮用水", "餐具消毒", "宗教活动场所", "社会团体", "民办非企业单位", "基金会", "地名标志", "殡葬服务",
    "房屋租赁", "住房公积金", "保障性住房", "物业维修资金", "商品房预售", "燃气经营", "建筑垃圾处置", "城市绿地", "古树名木", "种子经营",
    "农药经营", "兽药经营", "动物诊疗", "动物防疫条件", "生鲜乳收购", "水产苗种", "取水工程", "河道采砂", "烟花爆竹", "危险化学品",
    "特种设备", "计量器具", "广告发布", "药品零售", "医疗器械", "保健食品", "化妆品", "印刷企业", "出版物零售", "互联网上网服务",
    "电影放映", "游艺娱乐场所", "体育场馆", "高危险性体育项目", "旅行社分社", "文物保护单位", "档案利用", "慈善募捐", "志愿服务组织", "校外托管机构",
    "残疾儿童康复", "孤儿基本生活", "困境儿童保障",
)  # fmt: skip
ACTIONS = (
    "设立登记",
    "变更登记",
    "注销登记",
    "许可证核发",
    "许可证延续",
    "备案",
    "年度报告",
    "补贴申领",
    "资格认定",
    "证书补办",
    "信息查询",
)
OWNERS = ("申请人", "经办人", "法定代表人", "负责人", "监护人", "产权人", "承租人", "技术人员")
PAPERS = ("身份证明", "住所证明", "信用承诺书", "近期照片", "健康证明", "情况说明", "资格证明", "权属证明")
TOPICS = ("就业", "社保", "养老", "救助", "置业", "法律服务")
TYPES = (
    MatterType.PERMIT,
    MatterType.PUBLIC_SERVICE,
    MatterType.CONFIRMATION,
    MatterType.PAYMENT,
    MatterType.OTHER_POWER,
)
AUDIENCES = ((Audience.PERSON.value,), (Audience.ENTERPRISE.value,), (Audience.PERSON.value, Audience.ENTERPRISE.value))
