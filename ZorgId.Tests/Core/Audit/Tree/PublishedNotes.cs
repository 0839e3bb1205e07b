using System.Text;
using ZorgId.Core.Audit.Tree;

namespace ZorgId.Tests.Core.Audit.Tree;

/// <summary>
/// Notes that other programs signed with ECDSA keys. The keys and the first two notes stand in github.com/transparency-dev/formats
/// (note/note_verifier_test.go); the third, with the entry and its proof, is what Sigstore's public log Rekor answered for entry
/// 59674396, and stands in github.com/docker/attest (pkg/tlog/tl_test.go). Both are under Apache-2.0.
/// </summary>
internal static class PublishedNotes
{
    public const string RekorKey =
        "rekor.sigstore.dev+c0d23d6a+" + RekorKeyMaterial;

    public const string RekorKeyMaterial =
        "AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=";

    public const string PixelKey =
        "pixel6_transparency_log+91c16e30+"
        + "AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABN+4x0Jk1yTwvLFI9A4NDdGZcX0aiWVdWM5XJVy0M4VWD3AvyW5Q6Hs9A0mcDkpUoYgn+KKPNzFC0H3nN3q6JQ8=";

    public const string Rekor =
        "Rekor\n798034\nf+7CoKgXKE/tNys9TTXcr/ad6U/K3xvznmzew9y6SP0=\n\n\u2014 rekor.sigstore.dev "
        + "wNI9ajBEAiARInWIWyCdyG27CO6LPnPekyw20qO0YJfoaPaowGp/XgIgc+qEHS3+GKVClgqq20uDLet7MCoTURUCRdxwWBHHufk=\n";

    public const string Pixel =
        "DEFAULT\n10\nbsWRucJU5xJPHb5eBdOm6+DM+VelCZBuvtI3sHERJ9Y=\n\n\u2014 pixel6_transparency_log "
        + "kcFuMDBFAiEAhqMAP8P6qf6QxtUJhzMhbN+MbZ9dwfUHzGQJmffJHtoCIGD0cNe47dHWBoPwYdgBCepB06/+g5O1FmYjXl06owL4\n";

    /// <summary>The log's name, which is not that of its key.</summary>
    public const string EntryOrigin = "rekor.sigstore.dev - 2605736670972794746";

    public const long EntryIndex = 55_510_965;

    public const string EntryCheckpoint =
        EntryOrigin + "\n55510966\nJCi1O53Xmdi9lXnui4Q5SQ+MJSMnWr1Bxn+Q2Qf22tU=\nTimestamp: 1703705040158839214\n"
        + "\n\u2014 rekor.sigstore.dev "
        + "wNI9ajBFAiAXgtjFDVqCSgiSP04TQzELrz4+EyBwyYVL2EEULTCy0AIhAI9peLU76ZUD1tvU8qvzBJBo77IYD1rc+A1MPc35AeVK\n";

    private const string Entry =
        "eyJhcGlWZXJzaW9uIjoiMC4wLjEiLCJraW5kIjoiaGFzaGVkcmVrb3JkIiwic3BlYyI6eyJkYXRhIjp7Imhhc2giOnsiYWxnb3JpdGhtIjoic2hhMjU2Iiwi"
        + "dmFsdWUiOiI5Zjg2ZDA4MTg4NGM3ZDY1OWEyZmVhYTBjNTVhZDAxNWEzYmY0ZjFiMmIwYjgyMmNkMTVkNmMxNWIwZjAwYTA4In19LCJzaWduYXR1cmUiOnsi"
        + "Y29udGVudCI6Ik1FUUNJQUlyVUZGUzBIYmNzZjc5L08yajVXdHl2R2Vvd1NVSXpZcDlBM2IwWnREVUFpQVQxZU42ZjFyVmVWa011REFlN3dxWkJ2bE5LY2Vs"
        + "ajNVVDNmaWhyQjZSY2c9PSIsInB1YmxpY0tleSI6eyJjb250ZW50IjoiTFMwdExTMUNSVWRKVGlCRFJWSlVTVVpKUTBGVVJTMHRMUzB0Q2sxSlNVSlZla05D"
        + "SzJGQlJFRm5SVU5CWjBWQ1RVRnZSME5EY1VkVFRUUTVRa0ZOUTAxQk9IaEVWRUZNUW1kT1ZrSkJUVlJDU0ZKc1l6TlJkMGhvWTA0S1RXcE5lRTFxU1ROTlZH"
        + "dDVUWHBWTlZkb1kwNU5hbEY0VFdwSk1rMVVhM2xOZWxVMVYycEJVRTFSTUhkRGQxbEVWbEZSUkVWM1VqQmFXRTR3VFVacmR3cEZkMWxJUzI5YVNYcHFNRU5C"
        + "VVZsSlMyOWFTWHBxTUVSQlVXTkVVV2RCUlVRMFZpdFNSV2g0SzJGeFYwZzNlV3hOVFVSSVlXaE9UVzVOVEZOUFNsQXZDamxyUVcwNWJIQXJNMjF4V1ZSQmFG"
        + "VlNjbUUyVDBRMVVYZzRXbUprSzJWMVVIbFFhemw1SzNjdloxZEhSRUk1ZW00dlNXd3hTMDVIVFVWUmQwUm5XVVFLVmxJd1VFRlJTQzlDUVZGRVFXZGxRVTFD"
        + "VFVkQk1WVmtTbEZSVFUxQmIwZERRM05IUVZGVlJrSjNUVVJOUVhkSFFURlZaRVYzUlVJdmQxRkRUVUZCZHdwRWQxbEVWbEl3VWtKQlozZENiMGxGWkVkV2Vt"
        + "UkVRVXRDWjJkeGFHdHFUMUJSVVVSQlowNUtRVVJDUjBGcFJVRTNOMjFFTDFSbVJtRlJVemxrWlhRMENqbFhaRk41YURKT1VTOUZiMVJtYVVGdFFtaHVWblpE"
        + "VTNSUVowTkpVVU1yZDNSdllpOU9iMUp4T0c5cU4wZDNibTVKYUZKVGRDOVJNbmtyVXpoUkwzSUthRkpVYW5GaE9HZExRVDA5Q2kwdExTMHRSVTVFSUVORlVs"
        + "UkpSa2xEUVZSRkxTMHRMUzBLIn19fX0=";

    /// <summary>The content of the leaf.</summary>
    public static byte[] EntryData => Convert.FromBase64String(Entry);

    public static byte[][] EntryHashes =>
    [
        Convert.FromHexString("fb77ee213b48f4b18dc81c6e634c570abf99b257713561f174f2e0f4c039af67"),
        Convert.FromHexString("6cb113bbefadecbbb8b89b1c08232438a6125071790b6a062cff8c1ccfdcb91e"),
        Convert.FromHexString("6fbe1424e264e4590ca502d671b7a036c87f7a90d1f57534b98eb781144160bf"),
        Convert.FromHexString("077b606720a6478200f6c3ed08a68e9b01b1cae192cb120888ddcc95521601bd"),
        Convert.FromHexString("b6f8e8bc21ae0cde82b92422a4b4f37b28a43185821e468a4e65b6c79ed8f5b7"),
        Convert.FromHexString("89332533fac54e9bc68c7353c42f6ebb9fe38039f67910332ff95082072068d4"),
        Convert.FromHexString("0814d6f707a75fb3334bab14ab5466bd8b9a64ae7be7cd4d53a428c64932bc66"),
        Convert.FromHexString("e883e826f10329c63a4a2ed21156037a050df43b9d74079296beac6968ed4150"),
        Convert.FromHexString("d79230703257b7e4a8a61b032b6980d1a0bdbc7ae96ca838b525b3751785fe48"),
        Convert.FromHexString("2f4a77e5288462cd3b75084d37f1502dcbe0943d18dd95cb247fc1ebbabc0aad"),
        Convert.FromHexString("38562c253d3536d0d00e3547c880b6b0251a25ac69605b50c9eaa1a27186cc7a"),
        Convert.FromHexString("9dea192350ff8b3c0f5ccda38261cb38ebd61869281c3928912332d1144e0a04"),
        Convert.FromHexString("2c4d25ba59aa573ab2c79c2d3cd9e1d74789b10632432724d63112ce50b44874"),
        Convert.FromHexString("98c486feb5d87092a78a46c4b5be04868654900affc2e86ffb20074dc73a883a"),
        Convert.FromHexString("6969c49bd73f19bf28a5eaeabd331ddd60502defb2cd3d96e17b741c80adec6c"),
    ];

    public static NoteVerifier Key(string text) =>
        NoteVerifier.TryParse(text, out var key) ? key : throw new ArgumentException("No key.", nameof(text));

    public static SignedNote Read(string text) =>
        SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note) ? note : throw new ArgumentException("No note.", nameof(text));
}
