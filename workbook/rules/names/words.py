"""Word lists that names are read with: places, trades, legal forms, surnames. Facts only; the rules are elsewhere.

Places: provinces, prefecture-level units and well-known county-level cities and municipal districts of mainland
China, with Hong Kong, Macao, Taiwan and some countries, each with the province it belongs to ('' for a country).
Sources: GB/T 2260 (names of administrative divisions); 企业名称登记管理规定 (2020) for the order of a company's
name: place, core, trade, form; 百家姓 and census figures for surnames.
"""

from __future__ import annotations

_PROVINCES = {
    "北京": "东城 西城 朝阳 海淀 丰台 石景山 通州 顺义 昌平 大兴 房山 门头沟 怀柔 平谷 密云 延庆",
    "天津": "滨海 滨海新区 武清 西青 津南 北辰 东丽 静海 宁河 宝坻 蓟州",
    "上海": "浦东 浦东新区 黄浦 徐汇 静安 普陀 虹口 杨浦 闵行 宝山 嘉定 松江 青浦 奉贤 金山 崇明",
    "重庆": "渝中 江北 沙坪坝 九龙坡 南岸 北碚 渝北 巴南 万州 涪陵 永川 合川 江津 长寿 綦江 璧山",
    "河北": ("石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安 辛集 定州 任丘 霸州 三河 高碑店 安平"),
    "山西": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 孝义 介休",
    "内蒙古": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善 满洲里",
    "辽宁": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 瓦房店 海城",
    "吉林": "长春 吉林 四平 辽源 通化 白山 松原 白城 延边 延吉 公主岭 梅河口",
    "黑龙江": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭 绥芬河",
    "江苏": (
        "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 张家港 常熟 太仓 宜兴 丹阳 "
        "靖江 泰兴 海门 启东 如皋 溧阳 邳州 新沂 吴江"
    ),
    "浙江": (
        "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚 乐清 瑞安 永康 东阳 诸暨 海宁 桐乡 "
        "平湖 温岭 临海 玉环 嵊州 兰溪 龙港 德清 长兴 安吉 萧山 余杭 鄞州 柯桥"
    ),
    "安徽": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 桐城 天长 巢湖",
    "福建": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 石狮 南安 福清 长乐 福安 永安",
    "江西": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 丰城 樟树 瑞金",
    "山东": (
        "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 莱芜 寿光 诸城 青州 高密 "
        "龙口 莱州 招远 胶州 平度 即墨 荣成 滕州 邹城 曲阜 章丘 乐陵"
    ),
    "河南": (
        "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 "
        "巩义 新郑 "
        "长葛 禹州 长垣 林州 永城 登封"
    ),
    "湖北": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 大冶 枣阳 汉川 应城",
    "湖南": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 浏阳 醴陵 宁乡 汨罗",
    "广东": (
        "广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 "
        "顺德 南海 番禺 花都 增城 从化 天河 越秀 白云 黄埔 海珠 荔湾 宝安 龙岗 南山 福田 罗湖 龙华 普宁 开平 台山 "
        "鹤山 英德 高州 化州 四会 虎门 长安 小榄"
    ),
    "广西": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 凭祥 东兴",
    "海南": "海口 三亚 三沙 儋州 琼海 文昌 万宁 东方 五指山 洋浦",
    "四川": (
        "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 "
        "阿坝 甘孜 凉山 "
        "都江堰 彭州 什邡 广汉 江油 西昌 简阳 双流"
    ),
    "贵州": "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南 凯里 都匀 兴义 仁怀",
    "云南": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 瑞丽 个旧 景洪",
    "西藏": "拉萨 日喀则 昌都 林芝 山南 那曲 阿里",
    "陕西": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 杨凌 韩城 神木 兴平",
    "甘肃": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 敦煌 玉门",
    "青海": "西宁 海东 海北 黄南 玉树 海西 格尔木",
    "宁夏": "银川 石嘴山 吴忠 固原 中卫 灵武",
    "新疆": (
        "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 石河子 "
        "阿拉尔 库尔勒 奎屯 伊宁"
    ),
    "香港": "九龙 新界",
    "澳门": "",
    "台湾": "台北 新北 桃园 台中 台南 高雄 基隆 新竹 嘉义 苗栗 彰化 南投 云林 屏东 宜兰 花莲 台东 澎湖 金门",
}
_AMBIGUOUS = (
    "朝阳 白云 东方 长安 南山 天河 北海 长寿 宝山 长乐 金山 龙华 永安 长兴 安吉 阿里 兴安 "
    "福安 天长 海城 海门 黄山 海东 永康 东阳 永城 江北 南海 中山 长春 吉安 安康 泰安 "
    "兴平 定安 宁德 德清 金华 嘉兴 瑞安 乐山 绥化 平湖 大兴 新乡 福清 高州 临海"
)

_COUNTRIES = (
    "中国 中华 中國 全国 亚洲 亚太 大中华 国际 日本 韩国 美国 德国 英国 法国 新加坡 马来西亚 泰国 越南 印度 澳大利亚"
)

PLACES: dict[str, str] = {}
"""Short name of a place -> its province's short name ('' for a country)."""
for _province, _cities in _PROVINCES.items():
    for _city in (_province, *_cities.split()):
        PLACES.setdefault(_city, _province)
for _country in _COUNTRIES.split():
    if _country != "国际":
        PLACES[_country] = ""

_INNER = "顺德 南海 番禺 花都 增城 从化 天河 越秀 白云 黄埔 海珠 荔湾 宝安 龙岗 南山 福田 罗湖 龙华 双流 萧山 余杭"
DISTRICTS: frozenset[str] = frozenset(
    place for province in ("北京", "天津", "上海", "重庆") for place in _PROVINCES[province].split()
) | frozenset(_INNER.split())
"""Places that lie inside another listed city: they agree with any place of their province."""

_CITY_OF = {
    "广州": "番禺 花都 增城 从化 天河 越秀 白云 黄埔 海珠 荔湾",
    "深圳": "宝安 龙岗 南山 福田 罗湖 龙华",
    "佛山": "顺德 南海",
    "东莞": "虎门 长安",
    "中山": "小榄",
    "杭州": "萧山 余杭",
    "宁波": "鄞州",
    "绍兴": "柯桥",
    "苏州": "吴江",
    "南通": "海门",
    "成都": "双流",
    "青岛": "即墨",
    "济南": "章丘 莱芜",
}
CITY_OF: dict[str, str] = {place: city for city, places in _CITY_OF.items() for place in places.split()}
"""A district of a city, where the same name means no other place -> the city."""

AMBIGUOUS_PLACES = frozenset(_AMBIGUOUS.split())
"""Places whose short name is as often a firm's own name: taken for a place only with 省, 市, 区, 县 behind it, or
where a core of two or more characters is left."""

PLACE_UNITS = (
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "新区",
    "地区",
    "省",
    "市",
    "区",
    "县",
    "州",
    "镇",
    "盟",
    "旗",
)
PLACE_LONG = {"内蒙古自治区", "广西壮族自治区", "宁夏回族自治区", "新疆维吾尔自治区", "西藏自治区"}

_FORMS = (
    "有限责任公司 股份有限公司 有限公司 股份公司 有限责任 股份有限 有限合伙 普通合伙 特殊普通合伙 合伙企业 公司 "
    "集团有限公司 集团股份有限公司 集团公司 控股有限公司 控股集团有限公司 控股集团 集团控股 总公司 总厂 集团 控股 "
    "个人独资企业 独资企业 个体工商户 个体户 股份 有限 责任有限公司 株式会社 合同会社 工厂 厂 "
    "有限公 限公司 有公司 有限司"
)
FORMS: frozenset[str] = frozenset(_FORMS.split())
"""Legal and organisational forms that end a Chinese name."""

GROUP_FORMS = ("集团", "控股")

_ENGLISH_FORMS = (
    "co ltd limited inc incorporated corp corporation company llc llp lp plc gmbh ag kg se sa "
    "sas sarl srl spa bv nv"
    "oy ab as aps pty pte sdn bhd kk pvt private public group holding holdings co.ltd cie the"
)
ENGLISH_FORMS: frozenset[str] = frozenset(_ENGLISH_FORMS.split())

_BRANCHES = (
    "分公司 分店 分部 分厂 分行 支行 分社 分院 分校 分所 分中心 办事处 代表处 联络处 事业部 "
    "营业部 经营部 销售部 "
    "门市部 门店 专卖店 旗舰店 直营店 加盟店 连锁店 营业厅 服务部 项目部 分理处 工作站 维修站 服务站 "
    "专柜"
)
BRANCHES: frozenset[str] = frozenset(_BRANCHES.split())
_ENGLISH_BRANCHES = "branch office division subsidiary representative outlet store"
HEAD_OFFICES = ("总部", "总公司", "总店", "本部")
"""What a firm's head office adds to its name: it is the firm itself."""
ENGLISH_BRANCHES: frozenset[str] = frozenset(_ENGLISH_BRANCHES.split())

SHOP_FORMS: frozenset[str] = frozenset(
    (
        "经营部",
        "门市部",
        "服务部",
        "营业部",
        "销售部",
        "专卖店",
        "旗舰店",
        "门店",
        "营业厅",
        "工作室",
        "合作社",
        "专业合作社",
        "商行",
        "商店",
        "商号",
        "批发部",
        "加工部",
        "中心",
        "服务中心",
    )
)
"""Forms of one-man businesses, which behind a company's name are its branches."""

_ZONES = (
    "高新技术产业开发区 经济技术开发区 自由贸易试验区 自由贸易区 综合保税区 高新技术开发区 经济开发区 "
    "工业园区 科技园区 高新区 经开区 自贸区 保税区 开发区 示范区"
)
ZONES: tuple[str, ...] = tuple(_ZONES.split())
"""Zones that may stand behind a place; by themselves they name none."""

ALSO_IN: dict[str, str] = {"辽宁": " 朝阳 ", "吉林": " 吉林 ", "北京": " 朝阳 "}
"""Names that two provinces have."""

TRADES: dict[str, str] = {}
"""Trade word -> its line of business; words of one line agree, '' (general words) agrees with every line."""
_TRADE_LINES = {
    "": (
        "实业 发展 企业 工业 产业 事业 经济 综合 开发 经营 服务 管理 商社 企业管理 企业发展 投资发展 "
        "实业发展 工贸 科工贸 "
        "国际 环球 全球 世纪 制造 生产 销售 营销 加工"
    ),
    "tech": (
        "科技 技术 信息 信息技术 信息科技 网络 网络科技 网络技术 软件 软件技术 软件科技 软件开发 计算机 电脑 "
        "数码 数据 "
        "数字 智能 智能科技 人工智能 互联网 云计算 大数据 系统 系统集成 物联网 科技发展 技术开发 技术服务 "
        "高新技术 高科技 "
        "科贸 电子科技 电子技术 通信技术 科技服务 计算机技术 数字科技 智慧科技 数据科技 数码科技"
    ),
    "electronics": (
        "电子 电器 电气 电子电器 机电 机电设备 电工 光电 光电子 半导体 微电子 集成电路 家电 照明 灯饰 电源 "
        "电线电缆 电缆 自动化 仪器 仪表 仪器仪表"
    ),
    "telecom": "通信 通讯 电信 通讯设备 通信设备",
    "trade": (
        "贸易 商贸 经贸 进出口 进出口贸易 国际贸易 对外贸易 外贸 商业 商务 百货 批发 贸易行 供应链 "
        "供应链管理 电子商务 超市 购物 零售 物资 五金 五金交电 日用品 "
        "贸易发展 商贸行"
    ),
    "machinery": (
        "机械 机械设备 机械制造 设备 设备制造 机床 模具 五金制品 精密 精密机械 重工 轴承 阀门 泵业 工具 "
        "装备 工程机械 液压"
    ),
    "building": (
        "建筑 建设 建设工程 建筑工程 建工 工程 市政 路桥 装饰 装饰工程 装修 装潢 建材 建筑材料 幕墙 园林 "
        "绿化 园林绿化 景观 设计 门窗 水泥 混凝土 钢结构 地基 土木"
    ),
    "realestate": "房地产 地产 置业 房地产开发 物业 物业管理 不动产 房产 中介",
    "finance": (
        "投资 投资管理 资产管理 金融 基金 证券 保险 信托 租赁 融资租赁 担保 典当 小额贷款 财务 财务咨询 "
        "会计 税务 银行 期货 资本 财富 创业投资 股权投资"
    ),
    "consulting": (
        "咨询 管理咨询 顾问 企业管理咨询 信息咨询 商务咨询 人力资源 劳务 人才 律师 律师事务所 会计师事务所 "
        "事务所 知识产权 代理 检测 认证 认证咨询"
    ),
    "media": (
        "广告 传媒 文化 文化传播 文化传媒 传播 影视 影业 策划 会展 展览 展览服务 公关 设计制作 印刷 印务 "
        "包装 包装印刷 出版 图书 音像 娱乐 动漫 游戏 文化发展 品牌 "
        "广告传媒"
    ),
    "food": (
        "食品 饮料 饮品 粮油 酒业 酒 茶业 茶叶 乳业 餐饮 餐饮管理 酒店 酒店管理 宾馆 饭店 餐厅 水产 肉类 "
        "调味品 糖业 食业 烘焙 咖啡 冷冻食品 农产品 生鲜 果业 副食"
    ),
    "agriculture": (
        "农业 农业科技 农牧 牧业 种业 饲料 农资 化肥 农机 林业 渔业 养殖 种植 农业开发 花卉 苗木 生态农业"
    ),
    "pharma": (
        "医药 药业 制药 生物 生物科技 生物技术 生物医药 医疗 医疗器械 医疗设备 医院 诊所 保健品 健康 "
        "健康科技 大药房 药房 中药 卫生 美容 化妆品 日化 生物工程 健康管理"
    ),
    "chemical": (
        "化工 化学 化学工业 精细化工 石化 石油 石油化工 塑料 塑胶 橡胶 涂料 油漆 树脂 新材料 材料 材料科技 "
        "塑业 胶粘 颜料 日用化工 塑料制品 高分子"
    ),
    "metal": "钢铁 钢材 金属 金属制品 金属材料 有色金属 铝业 铜业 不锈钢 冶金 矿业 矿产 铸造 锻造 钢管 钢业",
    "energy": (
        "能源 新能源 电力 电力工程 电力设备 太阳能 光伏 燃气 煤炭 煤业 热力 节能 电池 锂电 储能 水电 水务 "
        "风电 能源科技"
    ),
    "environment": "环保 环保科技 环境 环境工程 环保设备 环境科技 水处理 净化 再生资源 回收 环卫 环保工程",
    "textile": (
        "纺织 纺织品 服装 服饰 针织 制衣 时装 丝绸 布艺 家纺 皮革 皮具 鞋业 箱包 印染 羽绒 毛纺 针纺织品 "
        "鞋服 内衣"
    ),
    "furniture": (
        "家具 家居 家私 木业 家居用品 橱柜 卫浴 洁具 陶瓷 地板 玻璃 工艺品 礼品 玩具 珠宝 首饰 钟表 眼镜 "
        "文具 办公用品 办公设备 体育用品 乐器"
    ),
    "logistics": (
        "物流 货运 运输 快递 速递 仓储 货运代理 国际货运代理 国际物流 船务 海运 航运 航空 港务 搬家 配送 "
        "物流服务 国际货运"
    ),
    "auto": (
        "汽车 汽车销售 汽车服务 汽车配件 汽配 汽车零部件 汽车贸易 车业 摩托车 电动车 轮胎 汽车租赁 汽车维修 "
        "自行车"
    ),
    "education": (
        "教育 教育科技 教育咨询 培训 学校 学院 大学 幼儿园 教育培训 教育信息咨询 留学 研究院 研究所 设计院 "
        "科研"
    ),
    "travel": "旅游 旅行社 国际旅行社 旅业 票务 体育 健身 体育文化",
    "security": "安防 保安 保安服务 消防 消防工程 消防设备 安全技术",
    "paper": "纸业 造纸 纸品 包装材料 包装制品 纸制品 彩印",
}  # fmt: skip
_MORE_TRADES = {
    "": ("集贸 总经销 直销 连锁 代销 供销 专营 制作 安装 维修 养护 技研 研发 创意 生活 家政 "),
    "tech": (
        "人工智能科技 云科技 区块链 网络信息 数码电子 信息系统 智能技术 智能制造 机器人 无人机 航天 "
        "航天科技 测绘 遥感 导航 "
    ),
    "electronics": (
        "电子元件 电子元器件 元器件 线路板 电路板 连接器 传感器 显示器 变压器 电机 电气设备 "
        "电器设备 自动化设备 自控 制冷 制冷设备 空调 冷暖 暖通 电梯 音响 声学 光学 光学仪器 激光 "
        "开关 电热 "
    ),
    "machinery": (
        "机械配件 精密机械 精密模具 五金机械 数控 数控设备 农业机械 包装机械 纺织机械 起重 起重机械 "
        "压缩机 紧固件 密封件 密封 弹簧 齿轮 链条 管件 管道 管业 泵阀 过滤 过滤器材 过滤设备 "
        "铸件 冲压 焊接 焊材 磨具 磨料 量具 刀具 锁具 检测设备 试验设备 仪器设备 实验设备 "
    ),
    "building": (
        "建筑装饰 装饰设计 建筑设计 规划设计 工程设计 工程建设 工程咨询 工程管理 监理 造价 市政工程 "
        "园林工程 防水 保温 石材 石业 砖瓦 瓷砖 铝合金 脚手架 标识 标牌 标识标牌 "
    ),
    "consulting": (
        "人力资源服务 劳务派遣 劳务服务 翻译 拍卖 评估 检验 检测技术 认证服务 商标 企业服务 商务服务 招标 婚介 "
    ),
    "media": (
        "文化创意 文化艺术 艺术 广告设计 摄影 婚庆 婚庆服务 礼仪 庆典 演艺 影视文化 传媒科技 "
        "新媒体 直播 包装制品 彩色印刷 印刷包装 喷绘 "
    ),
    "food": (
        "食品饮料 食品科技 食品工业 粮食 面粉 米业 油脂 肉联 肉业 屠宰 禽业 蛋业 海产 海鲜 酱业 "
        "罐头 糖果 蜂业 蜂蜜 矿泉水 饮用水 烟草 糕点 面包 火锅 茶庄 茶楼 酒楼 饭馆 面馆 小吃 "
        "快餐 便利店 果蔬 蔬菜 水果 食用菌 豆制品 调料 香料 "
    ),
    "agriculture": (
        "农林 畜牧 水产养殖 农贸 种苗 园艺 农药 兽药 宠物 宠物用品 农产 农副产品 农业技术 "
        "农业发展 生态 生态科技 家禽 奶业 饲养 "
    ),
    "pharma": (
        "医疗科技 医学 医学检验 医用 卫生用品 药材 中药材 中医 口腔 眼科 养老 养老服务 养生 护理 "
        "母婴 母婴用品 生物制品 生物制药 基因 试剂 "
    ),
    "chemical": (
        "化学品 化学制品 化纤 高分子材料 复合材料 玻璃钢 硅胶 染料 染化 助剂 添加剂 气体 消毒 "
        "洗涤 洗涤用品 清洁 清洁用品 香精 蜡业 泡沫 薄膜 胶业 橡塑 "
    ),
    "metal": ("金属科技 合金 铁艺 钢构 钢铁贸易 型材 铝材 铜材 稀土 黄金 贵金属 废旧物资 "),
    "energy": ("电力科技 电力设计 电力建设 光伏科技 石油天然气 天然气 油田 油品 加油站 充电 供电 供水 供热 水利 "),
    "textile": (
        "纺织科技 制服 童装 女装 男装 羊绒 棉业 棉纺 麻纺 织造 织带 花边 拉链 纽扣 绣品 面料 "
        "手套 袜业 帽业 鞋材 皮业 假发 窗帘 地毯 "
    ),
    "furniture": (
        "家居建材 智能家居 灯具 厨具 厨卫 厨房设备 餐具 日用百货 竹业 竹木 木材 木制品 板材 "
        "装饰材料 工艺 礼仪用品 体育器材 运动用品 户外用品 玻璃制品 特种玻璃 镜业 陶瓷科技 瓷业 "
        "首饰加工 玉器 古玩 书画 乐器制造 教学设备 办公家具 "
    ),
    "logistics": ("物流科技 货物运输 冷链 冷链物流 国际物流服务 报关 集装箱 码头 客运 出租汽车 公交 铁路 机场 通航 "),
    "auto": ("汽车科技 汽车用品 汽修 汽车美容 汽车零配件 车辆 客车 专用车 改装 自动车 停车 驾校 驾驶培训 "),
    "security": ("安防科技 安防设备 消防器材 消防科技 消防安全 保全 监控 "),
    "travel": ("旅行 国际旅游 旅游开发 景区 度假 度假村 民宿 宾馆管理 公寓 会所 俱乐部 健身服务 "),
    "paper": ("纸箱 纸制品包装 纸塑 "),
    "environment": ("环境科技 环保材料 环境技术 环境服务 保洁 保洁服务 清洗 园区 "),
}
for _lines in (_TRADE_LINES, _MORE_TRADES):
    for _line, _trades in _lines.items():
        for _trade in _trades.split():
            TRADES.setdefault(_trade, _line)

_ENGLISH_TRADES = {
    "": (
        "industrial industry industries enterprise enterprises development business service services management "
        "international"
    ),
    "tech": (
        "technology technologies tech software network information it data digital computer systems "
        "system keji ruanjian"
    ),
    "electronics": "electronics electronic electric electrical lighting automation instrument instruments",
    "trade": "trading trade import export imports exports commerce commercial supply maoyi",
    "machinery": "machinery machine equipment tools",
    "building": "construction engineering building decoration design materials",
    "food": "food foods beverage restaurant catering hotel tea",
    "pharma": "pharmaceutical pharmaceuticals pharma medical bio biotech biotechnology health",
    "chemical": "chemical chemicals plastics plastic rubber",
    "textile": "textile textiles garment garments clothing apparel shoes",
    "logistics": "logistics shipping freight transport transportation express",
    "media": "advertising media culture printing packaging",
    "finance": "investment investments finance capital insurance",
    "consulting": "consulting consultants consultancy",
    "energy": "energy power solar",
    "auto": "auto automobile automotive motors motor",
    "education": "education training school",
    "furniture": "furniture home",
}
ENGLISH_TRADES: dict[str, str] = {word: line for line, ws in _ENGLISH_TRADES.items() for word in ws.split()}

_SAME_TRADES = {
    "科技": "技术 高新技术 高科技 科贸 technologies technology tech keji",
    "贸易": (
        "商贸 经贸 进出口 外贸 国际贸易 进出口贸易 对外贸易 商贸行 贸易行 "
        "trading trade maoyi import export imports exports"
    ),
    "服装": "服饰 garment garments clothing apparel",
    "医药": "药业 制药 pharmaceutical pharmaceuticals",
    "建材": "建筑材料",
    "建筑": "建筑工程 建工 construction",
    "酒": "酒业",
    "食品": "食业 food foods",
    "通信": "通讯",
    "装饰": "装潢 装修 装饰工程",
    "房地产": "地产 房产",
    "计算机": "电脑",
    "快递": "速递",
    "饮料": "饮品",
    "家具": "家私 furniture",
    "印刷": "印务 printing",
    "传媒": "传播",
    "文化": "文化传播 文化传媒",
    "信息": "信息技术 信息科技 information",
    "网络": "互联网 network",
    "钢铁": "钢材",
    "茶业": "茶叶",
    "塑料": "塑胶 塑业 plastic plastics",
    "软件": "software ruanjian",
    "电子": "electronics electronic",
    "机械": "machinery machine",
    "物流": "logistics",
    "纺织": "textile textiles",
    "化工": "chemical chemicals",
    "广告": "advertising",
    "咨询": "consulting",
    "能源": "energy",
    "医疗": "medical",
    "设备": "equipment",
    "投资": "investment",
    "包装": "packaging",
    "教育": "education",
    "汽车": "auto automobile",
    "实业": "industrial industry industries",
    "企业": "enterprise enterprises",
}
SAME_TRADE: dict[str, str] = {word: trade for trade, same in _SAME_TRADES.items() for word in same.split()}
"""Another word for a trade, Chinese or English -> the trade."""

_ALIKE = (
    "己已巳 末未 土士 日曰 人入 千干于 大太犬 田由甲申 刀力 戊戌戍 冶治 辩辨 侯候 贷货 免兔 天夫 代伐 今令 乌鸟 沧沦 "
    "崇祟 徽微 赢羸 捡检 券卷 戴载 莱菜 苹萍 竞竟 凌陵 技枝 限很 责贵 司可"
)
LOOKALIKES: dict[int, str] = {ord(sign): group[0] for group in _ALIKE.split() for sign in group}
"""A sign -> the first of the signs it is mistaken for by eye."""

_COMPOUND = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 端木 百里 东郭 南宫 独孤 长孙 宇文 "
    "闻人 申屠 太史 澹台 公冶 轩辕 钟离 呼延 完颜 拓跋 万俟 西门 赫连 淳于 单于 仲孙 濮阳 公羊 第五"
)
COMPOUND_SURNAMES: frozenset[str] = frozenset(_COMPOUND.split())

SURNAMES: frozenset[str] = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方"
    "石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严"
    "牛温芦季俞章鲁葛伍韦申尤"
    "毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃"
    "霍翁隋植甘景薄单包司柏宁"
    "柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠"
    "连郜晏栾郁商蒙计喻揭窦迟"
    "宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺郦俆"
)
"""Single-character surnames that together cover nearly everybody."""


def surname_of(name: str) -> str:
    """The surname at the head of a Chinese personal name of two to four characters; '' when there is none.

    >>> surname_of("欧阳明"), surname_of("张伟"), surname_of("欧阳"), surname_of("的士")
    ('欧阳', '张', '欧', '')
    """
    if len(name) > 2 and name[:2] in COMPOUND_SURNAMES:
        return name[:2]
    return name[:1] if len(name) >= 2 and name[:1] in SURNAMES else ""
